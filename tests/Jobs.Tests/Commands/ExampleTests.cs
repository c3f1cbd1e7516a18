using DistributedML.Data;
using DistributedML.Engines;

namespace DistributedML.Tests.Jobs.Commands;

/// <summary>The example program of Microsoft.Spark's API, as its readers run it, on all of Online Retail.</summary>
public sealed class ExampleTests : IDisposable
{
    const string Lines = "read_csv($data || '/*.csv', all_varchar = true)", Sold = "InvoiceDate, StockCode, trim(Description) as Description, Country, InvoiceNo, Quantity::int * UnitPrice::double as Amount";

    static readonly string Program = Path.Combine(AppContext.BaseDirectory.Replace(Path.Combine("tests", "Jobs.Tests"), Path.Combine("examples", "OnlineRetail")), "OnlineRetail.dll");

    readonly string _folder = Directory.CreateTempSubdirectory("dml-example-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_example_gives_the_facts_that_are_known_of_Online_Retail_and_the_tables_that_DuckDB_makes()
    {
        var data = Environment.GetEnvironmentVariable("DML_ONLINE_RETAIL");
        Assert.SkipWhen(data is null, "DML_ONLINE_RETAIL names no folder");
        Assert.SkipWhen(Environment.GetEnvironmentVariable("SPARK_HOME") is null, "SPARK_HOME names no Spark distribution");
        var tables = Path.Combine(_folder, "tables");

        using var run = await DmlProcess.Run("submit", "--master", "local[2]", "--", Program, data!, tables);
        Assert.True(run.ExitCode == 0, run.Error);

        // README of the data; the sales are those of the recommender's protocol.
        string[] facts =
        [
            "lines 541909", "invoices 25900", "customers 4372", "cancelled 9288", "without-customer 135080", "turnover 9747747.934", "repeated 5268", "sales 396337", "days 305 in 4 batches",
        ];
        Assert.Equal(facts, run.Output.Split('\n', StringSplitOptions.TrimEntries).Where(line => line.Length > 0 && char.IsAsciiLetterLower(line[0])));
        Assert.Matches(@"once\|\s+1505\|", run.Output);

        await using var engine = new LocalEngine(Path.Combine(_folder, "spill"));
        var lines = Lines.Replace("$data", $"'{data}'");
        Assert.Equal(13, Directory.GetDirectories(Path.Combine(tables, "lines")).Length);
        Assert.Equal(0, await CountAsync(engine, $"""
            with sales as (select {Sold} from {lines} where regexp_full_match(StockCode, '\d{"{5}"}[A-Za-z]*') and Quantity::int > 0 and UnitPrice::double > 0 and CustomerID is not null),
            names as (select StockCode, Description from sales qualify row_number() over (partition by StockCode order by InvoiceDate desc, Description) = 1),
            expected as (
              select Country, StockCode, sum(Amount) as Turnover, count(distinct InvoiceNo) as Invoices, row_number() over (partition by Country order by round(sum(Amount), 2) desc, StockCode) as Rank
              from sales group by Country, StockCode qualify Rank <= 3)
            select count(*) as n from (select * from expected join names using (StockCode)) wanted full join '{tables}/bestsellers/*.parquet' made using (Country, Rank, StockCode, Description, Invoices)
            where not coalesce(abs(wanted.Turnover - made.Turnover) < 0.011, false)
            """));
        Assert.Equal(0, await CountAsync(engine, $"""
            select count(*) as n from (select InvoiceDate::date as Day, count(*) as Lines from {lines} group by all) full join '{tables}/days/*/*.parquet' made using (Day, Lines)
            where made.Amount is null
            """));
    }

    [Fact]
    public async Task Its_exit_code_is_that_of_the_submit()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("SPARK_HOME") is null, "SPARK_HOME names no Spark distribution");
        using var run = await DmlProcess.Run("submit", "--remote", "sc://127.0.0.1:1", "--", Program, "one");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("usage: OnlineRetail", run.Error);
    }

    static async Task<long> CountAsync(LocalEngine engine, string sql)
    {
        await foreach (var batch in engine.QueryAsync(sql, TestContext.Current.CancellationToken)) return batch.Integers("n")[0];
        throw new InvalidOperationException("no row");
    }
}
