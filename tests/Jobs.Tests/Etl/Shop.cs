using System.Text;
using DistributedML.Engines;
using DistributedML.Jobs.Etl;
using DistributedML.Models;
using DistributedML.Pipelines;

namespace DistributedML.Tests.Jobs.Etl;

/// <summary>A small pipeline with its folders, for tests.</summary>
sealed class Shop : IAsyncDisposable
{
    internal const string Header = "Order,Item,Units,Time,Price,Customer\n";

    const string Yaml = """
        name: shop
        source:
          files: "*.csv"
          columns: { Order: string, Item: string, Units: integer, Time: timestamp, Price: double, Customer: string }
        table:
          name: sales
          id: id
          time: time
          columns:
            id: { type: string, sql: "\"Order\" || '-' || row_number() over (partition by file, \"Order\" order by line)" }
            item: string
            units: integer
            time: timestamp
            price: double
            customer: string
            amount: { type: double, sql: units * price }
        drop:
          gift: price = 0
        expect:
          rows: { min: 1 }
          columns:
            units: { notNull: true, min: 1 }
            item: { pattern: '[a-z]+' }
        facts:
          rows: count(*)
          amount: round(sum(amount), 3)
        features:
          items: select item, sum(units)::bigint as units from sales group by item order by item
        streams:
          customers: { topic: shop.customers, key: customer }
        """;

    readonly LocalEngine _engine;

    internal Shop(string? yaml = null)
    {
        Folder = Directory.CreateTempSubdirectory("dml-shop-").FullName;
        Directory.CreateDirectory(Data);
        Pipeline = PipelineFile.Parse(yaml ?? Yaml, "shop.yaml", ModelKinds.Standard.All);
        _engine = new LocalEngine(Path.Combine(Folder, "spill"), threads: 2, memoryMegabytes: 256);
    }

    internal static string Text => Yaml;

    internal string Folder { get; }

    internal string Data => Path.Combine(Folder, "data");

    internal string Work => Path.Combine(Folder, "work");

    internal Pipeline Pipeline { get; }

    internal IEngine Engine => _engine;

    internal void Write(string file, string rows, string header = Header) => File.WriteAllText(Path.Combine(Data, file), header + rows);

    internal void WriteBytes(string file, params byte[][] parts) => File.WriteAllBytes(Path.Combine(Data, file), [.. parts.SelectMany(part => part)]);

    internal Task<EtlReport> RunAsync(bool fresh = false) =>
        EtlJob.RunAsync(Pipeline, Data, Work, Engine, fresh: fresh, cancel: TestContext.Current.CancellationToken);

    /// <summary>A query's rows, each as texts between bars.</summary>
    internal async Task<List<string>> RowsAsync(string sql)
    {
        var rows = new List<string>();
        await foreach (var batch in Engine.QueryAsync($"select concat_ws('|', *columns(*)) as row from ({sql})", TestContext.Current.CancellationToken))
        {
            var texts = (Apache.Arrow.StringArray)batch.Column(0);
            for (var row = 0; row < batch.Length; row++) rows.Add(Encoding.UTF8.GetString(texts.GetBytes(row)));
        }
        return rows;
    }

    /// <summary>Everything that is published, in order: table, quarantine, dropped rows and features.</summary>
    internal async Task<string> PublishedAsync() => string.Join('\n',
        (await RowsAsync("select * from sales order by id")).Concat(await RowsAsync("select * from sales_quarantine order by file, line"))
        .Concat(await RowsAsync("select * from sales_dropped order by file, line")).Concat(await RowsAsync("select * from items order by item")));

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
