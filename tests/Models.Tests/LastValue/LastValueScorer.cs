using Apache.Arrow;
using Apache.Arrow.Types;
using DistributedML.Data;
using DistributedML.Models;

namespace DistributedML.Tests.Models.LastValue;

sealed record LastValueScorer(string File, string Hash) : ModelScorer(File, Hash)
{
    public override Schema Output => new([new Field("key", StringType.Default, false), new Field("value", DoubleType.Default, false)], null);

    public override IEnumerable<RecordBatch> Score(IEnumerable<RecordBatch> inputs)
    {
        var values = Model(new LastValueKind(), LastValues.Read).Values;
        var writer = new ArrowTableWriter(Output);
        foreach (var batch in inputs)
        {
            for (var row = 0; row < batch.Length; row++)
            {
                if (!values.TryGetValue(batch.Texts("key").Text(row)!, out var value)) continue;
                writer.SetText(0, batch.Texts("key").GetBytes(row));
                writer.SetDouble(1, value);
                writer.EndRow();
            }
            if (writer.Rows > 0) yield return writer.TakeBatch();
        }
    }
}
