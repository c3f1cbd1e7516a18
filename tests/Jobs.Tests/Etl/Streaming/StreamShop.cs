using System.Text;
using Confluent.Kafka;
using DistributedML.Jobs.Etl;
using DistributedML.Jobs.Etl.Streaming;
using DistributedML.Streams;

namespace DistributedML.Tests.Jobs.Etl.Streaming;

/// <summary>The small pipeline with a topic of its own, on which the rows of its table have been sent.</summary>
sealed class StreamShop : IAsyncDisposable
{
    StreamShop(string topic, LocalBroker broker, Shop shop) => (Topic, Broker, Shop) = (topic, broker, shop);

    internal string Topic { get; }

    internal LocalBroker Broker { get; }

    internal Shop Shop { get; }

    internal string Output => Path.Combine(Shop.Folder, "streamed");

    internal string PipelineFile => Path.Combine(Shop.Folder, "shop.yaml");

    /// <summary>The files of the checked table, for readers of plain Parquet.</summary>
    internal string Rows => Path.Combine(Output, "sales", "*", "*.parquet");

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    internal static async Task<StreamShop> OpenAsync(StreamServers servers, string topic, int files = 3, int rowsPerFile = 300)
    {
        var broker = await servers.BrokerAsync(topic, partitions: 4);
        var yaml = Shop.Text.Replace("shop.customers", topic);
        var shop = new StreamShop(topic, broker, new Shop(yaml));
        await File.WriteAllTextAsync(shop.PipelineFile, yaml, Cancel);
        for (var file = 0; file < files; file++)
        {
            var text = new StringBuilder();
            for (var row = 0; row < rowsPerFile; row++)
                text.Append($"{file * 100_000 + row / 3},item{(char)('a' + row % 26)},{1 + row % 19},2020-01-{1 + row % 7:D2} 10:{row % 60:D2}:{file:D2},{row % 499}.5,c{row % 97}\n");
            shop.Shop.Write($"{file:D3}.csv", text.ToString());
        }
        await shop.Shop.RunAsync();
        var events = new StoredEvents(shop.Shop.Engine, PublishedTables.Find(shop.Shop.Work, shop.Shop.Pipeline)!, shop.Shop.Pipeline);
        await Replayer.RunAsync(broker.Bootstrap, shop.Shop.Pipeline, events.ReadAsync(cancel: Cancel).ToBlockingEnumerable(Cancel), new(), cancel: Cancel);
        return shop;
    }

    internal StreamOptions Options(long maxEvents = 1_000_000) => new() { Kafka = Broker.Bootstrap, Topic = Topic, Output = Output, AvailableNow = true, MaxEvents = maxEvents };

    internal async Task SendAsync(params byte[]?[] values)
    {
        using var producer = Producers.Create(Broker.Bootstrap, 16 << 20);
        foreach (var value in values) await producer.ProduceAsync(new TopicPartition(Topic, 1), new() { Key = "c1"u8.ToArray(), Value = value! }, Cancel);
    }

    internal Task SendAsync(params string[] values) => SendAsync([.. values.Select(Encoding.UTF8.GetBytes)]);

    /// <summary>Lets the topic lose a partition's events before an offset, as its retention does.</summary>
    internal async Task DeleteBeforeAsync(int partition, long offset)
    {
        using var admin = new AdminClientBuilder(Broker.Connection.ClientSettings()).Build();
        await admin.DeleteRecordsAsync([new(Topic, partition, offset)]);
    }

    /// <summary>Deletes the topic and makes one of its name.</summary>
    internal async Task MakeTopicAnewAsync()
    {
        using var admin = new AdminClientBuilder(Broker.Connection.ClientSettings()).Build();
        await admin.DeleteTopicsAsync([Topic]);
        while (admin.GetMetadata(TimeSpan.FromSeconds(8)).Topics.Any(topic => topic.Topic == Topic)) await Task.Delay(50, Cancel);
        await Broker.EnsureTopics([new(Topic, 4)], Cancel);
    }

    /// <summary>The table that the ETL of files has published.</summary>
    internal Task<List<string>> ExpectedAsync() => Shop.RowsAsync("select * from sales order by id");

    /// <summary>The table that the stream has made.</summary>
    internal Task<List<string>> StreamedAsync(string columns = "*") => Shop.RowsAsync($"select {columns} from {Shop.Engine.Files([Rows])} order by id");

    /// <summary>Every file below the output folder, with its bytes and time.</summary>
    internal List<string> Files() => [.. new DirectoryInfo(Output).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => !file.Name.StartsWith("etl.lock", StringComparison.Ordinal))
        .Select(file => $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}").Order(StringComparer.Ordinal)];

    public ValueTask DisposeAsync() => Shop.DisposeAsync();
}
