using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using DistributedML.Models;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Events;

namespace DistributedML.Benchmarks.Micro;

/// <summary>Events into columns, by the shards' parser and by the framework's serializer into objects. Times and bytes are for one event.</summary>
[MemoryDiagnoser]
public class EventParserBenchmarks
{
    const int Events = 1_024;

    static readonly byte[][] Json =
    [
        .. Enumerable.Range(0, Events).Select(i => Encoding.UTF8.GetBytes(
            $$"""{"id":"560776-{{i}}","invoice":"560776","item":"{{20_000 + i % 300}}","description":"LUNCH BAG WOODLAND","quantity":{{i % 50}},"time":"2011-07-21T08:44:00","price":1.65,"customer":"{{13_000 + i % 200}}","country":"United Kingdom","amount":16.5,"cancelled":false,"repeated":false}""")),
    ];

    static readonly Table Table = ModelKinds.Standard.ReadPipeline(Path.Combine(AppContext.BaseDirectory, "pipelines", "online-retail.yaml")).Table;
    static readonly string[] Kept = [.. Table.Columns.Select(column => column.Name)];
    readonly EventSchema _schema = new(Table, [], ["customer"], Kept, maxBytes: 1 << 20);

    public sealed record Line(
        string Id, string Invoice, string Item, string Description, long Quantity, DateTime Time, double Price, string? Customer, string Country, double Amount, bool Cancelled, bool Repeated);

    [Benchmark(OperationsPerInvoke = Events)]
    public int Columns()
    {
        var parser = new EventParser(_schema);
        var batch = new EventBatch(_schema, Events);
        foreach (var json in Json)
            if (parser.Append(json, batch) is { } reason) throw new InvalidOperationException(reason);
        return batch.Count;
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public long Objects()
    {
        var sum = 0L;
        foreach (var json in Json) sum += JsonSerializer.Deserialize<Line>(json, JsonSerializerOptions.Web)!.Quantity;
        return sum;
    }
}
