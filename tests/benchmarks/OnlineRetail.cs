using DistributedML.Data;
using DistributedML.Engines;
using DistributedML.Learning.Recommendation;

namespace DistributedML.Benchmarks;

/// <summary>The recommender's protocol on Online Retail: what was bought before 2011-09-09 and from then on.</summary>
sealed record OnlineRetail(Purchases Before, Purchases From)
{
    const int ExpectedLines = 396_337;

    public static async Task<OnlineRetail> Read(string folder, CancellationToken cancel)
    {
        var temporary = Directory.CreateTempSubdirectory("dml-benchmark-").FullName;
        await using var engine = new LocalEngine(temporary);
        var files = Path.Combine(folder, "*.csv").Replace("'", "''");
        var sql = $$"""
            select regexp_replace(CustomerID, '[.]0$', '') as customer, StockCode as item, InvoiceNo as invoice, InvoiceDate::timestamp::date as day
            from read_csv('{{files}}', all_varchar = true, header = true)
            where CustomerID is not null and Quantity::bigint > 0 and UnitPrice::double > 0 and regexp_full_match(StockCode, '\d{5}[A-Za-z]*')
            """;
        var purchases = new PurchasesBuilder();
        await foreach (var batch in engine.QueryAsync(sql, cancel))
        {
            var (customers, items, invoices) = (batch.Texts("customer"), batch.Texts("item"), batch.Texts("invoice"));
            for (var row = 0; row < batch.Length; row++)
                purchases.Add(customers.Text(row)!, items.Text(row)!, invoices.Text(row)!, new DateOnly(1970, 1, 1).AddDays(batch.Days("day")[row]));
        }
        if (purchases.Count != ExpectedLines) throw new BenchmarkException($"'{folder}' has {purchases.Count} lines of the protocol; expected {ExpectedLines}");
        var (before, from) = purchases.Build().Split(new DateOnly(2011, 9, 9));
        return new(before, from);
    }
}
