using Apache.Arrow;
using DistributedML.Compute;
using DistributedML.Data;
using DistributedML.Learning.Recommendation;

namespace DistributedML.Models.Recommenders;

/// <summary>Reads purchases: columns user, item, basket (texts) and day, without nulls. Every rank needs all of them.</summary>
sealed class PurchaseReader : IRowReader<Purchases>
{
    public bool IsWhole => true;

    public Purchases Read(IEnumerable<RecordBatch> batches, ICollective gang)
    {
        var builder = new PurchasesBuilder();
        foreach (var batch in batches)
        {
            var (users, items, baskets) = (batch.Texts("user"), batch.Texts("item"), batch.Texts("basket"));
            var days = batch.Days("day");
            for (var row = 0; row < batch.Length; row++)
                builder.Add(users.Text(row)!, items.Text(row)!, baskets.Text(row)!, EpochTime.Day(days[row]));
        }
        return builder.Build();
    }
}
