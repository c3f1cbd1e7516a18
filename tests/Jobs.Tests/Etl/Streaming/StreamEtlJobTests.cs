using System.Text;
using DistributedML.Jobs.Cli;
using DistributedML.Jobs.Etl;
using DistributedML.Jobs.Etl.Streaming;
using DistributedML.Models;
using DistributedML.Pipelines;
using DistributedML.Streams;
using DistributedML.Tests.Jobs.Commands;
using DistributedML.Tests.Spark.Cluster;

namespace DistributedML.Tests.Jobs.Etl.Streaming;

public sealed class StreamEtlJobTests(StreamServers servers)
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_topic_becomes_the_table_that_its_rows_were_and_what_is_no_row_is_kept_with_the_reason()
    {
        await using var shop = await StreamShop.OpenAsync(servers, "shop.flow");
        await using var engine = await servers.EngineAsync();
        Task<StreamReport> RunAsync(long maxEvents = 400) => StreamEtlJob.RunAsync(shop.Shop.Pipeline, shop.Options(maxEvents), engine, cancel: Cancel);

        var first = await RunAsync();
        Assert.Equal((3, new RowCounts(900, 900, 0, 0), 0), (first.Batches, first.Counts, first.Lag));
        Assert.Equal(await shop.ExpectedAsync(), await shop.StreamedAsync());
        var files = shop.Files();
        Assert.Equal(0, (await RunAsync()).Batches);
        Assert.Equal(files, shop.Files());

        const string Good = """{"id":"x-1","item":"book","units":2,"time":"2021-05-06T07:08:09.123456","price":1.5,"customer":null,"amount":3,"unknown":[1]}""";
        await shop.SendAsync(
            Good, "no json", Good.Replace("2,", "\"2\","), Good.Replace("\"time\"", "\"when\""), Good.Replace("2,", "0,"), Good.Replace("book", "Book 7"),
            Good.Replace("1.5", "0"), Good[..^1], "[]", Good.Replace("x-1", new string('x', 1 << 20)),
            Good.Replace("\"amount\":3,", ""));
        await shop.SendAsync((byte[]?)null, [.. Encoding.UTF8.GetBytes(Good[..20]), 0xff, .. Encoding.UTF8.GetBytes(Good[20..])]);
        var second = await RunAsync();
        Assert.Equal((1, new RowCounts(13, 1, 11, 1), new RowCounts(913, 901, 11, 1)), (second.Batches, second.Counts, second.Totals));
        Assert.Contains("x-1|book|2|2021-05-06 07:08:09.123456|1.5|3.0", await shop.StreamedAsync());
        var reasons = await shop.Shop.RowsAsync($"select file, reason, left(raw, 7) as raw from {shop.Shop.Engine.Files([Path.Combine(shop.Output, "sales_quarantine", "*.parquet")])} order by line");
        string[] expected =
        [
            "the event is not JSON: byte 1 of line 1: ", "property units: expected an integer, found \"2\"", "property time: expected a time without zone like \"2011-07-21T08:44:00\", found nothing",
            "units is 0; expected at least 1", "item is 'Book 7'; expected to match [a-z]+", "the event is not JSON: byte ", "the event is an array; expected a JSON object",
            "the event has 1048", "amount has no value; the pipeline computes one by SQL (units * price): send it with the event", "the event has no value", "the event is not JSON: a text has invalid UTF-8",
        ];
        Assert.Equal(expected.Length, reasons.Count);
        foreach (var (part, reason) in expected.Zip(reasons)) Assert.StartsWith($"shop.flow/1|{part}", reason);
        Assert.EndsWith("|no json", reasons[0]);
        Assert.Equal(["x-1|price|gift"], await shop.Shop.RowsAsync($"select id, 'price', rule from {shop.Shop.Engine.Files([Path.Combine(shop.Output, "sales_dropped", "*.parquet")])}"));
        Assert.Empty(Directory.GetDirectories(Path.Combine(shop.Output, ".staging")));

        // The ETL of files goes on from the stream's.
        var onward = PipelineFile.Parse("""
            name: onward
            source:
              files: "sales/*/*.parquet"
              format: parquet
              columns: { id: string, item: string, units: integer, time: timestamp, price: double, customer: string, amount: double }
            table: { name: sales, id: id, time: time, columns: { id: string, item: string, units: integer, time: timestamp, price: double, customer: string, amount: double } }
            """, "onward.yaml", ModelKinds.Standard.All);
        var report = await EtlJob.RunAsync(onward, shop.Output, shop.Shop.Work, shop.Shop.Engine, cancel: Cancel);
        Assert.Equal((901, 901), (report.RowsIn, report.RowsOut));
        Assert.Equal(await shop.StreamedAsync(), await shop.ExpectedAsync());
    }

    [Fact]
    public async Task What_a_batch_cannot_go_on_from_is_told()
    {
        await using var shop = await StreamShop.OpenAsync(servers, "shop.told", files: 1);
        await using var engine = await servers.EngineAsync();
        async Task<string> ErrorAsync(StreamOptions options, Pipeline? pipeline = null) =>
            (await Assert.ThrowsAnyAsync<Exception>(() => StreamEtlJob.RunAsync(pipeline ?? shop.Shop.Pipeline, options, engine, cancel: Cancel))).Message;
        await StreamEtlJob.RunAsync(shop.Shop.Pipeline, shop.Options(), engine, cancel: Cancel);
        var files = shop.Files();

        Assert.Contains("no Kafka broker answers at 127.0.0.1:1 ", await ErrorAsync(shop.Options() with { Kafka = "127.0.0.1:1" }));
        Assert.Contains("there is no topic shop.tolt", await ErrorAsync(shop.Options() with { Topic = "shop.tolt" }));
        Assert.Contains("did you mean 'shop.told'?", await ErrorAsync(shop.Options() with { Topic = "shop.tolt" }));
        var table = shop.Shop.Pipeline.Table;
        Assert.Contains("holds a table of other columns than pipeline shop has now", await ErrorAsync(shop.Options(), shop.Shop.Pipeline with { Table = table with { Columns = [.. table.Columns.Skip(1), table.Columns[0]] } }));
        Assert.Contains("drop 'gift'", await ErrorAsync(shop.Options(), shop.Shop.Pipeline with { Drop = [new("gift", "prize = 0")] }));

        // The topic loses events, some of them unread.
        await shop.SendAsync("a", "b", "c");
        var held = await shop.Broker.GetOffsets(shop.Topic, Cancel);
        await shop.DeleteBeforeAsync(1, held[1].End - 1);
        Assert.Contains($"topic shop.told has lost events {held[1].End - 3} to {held[1].End - 2} of partition 1", await ErrorAsync(shop.Options()));
        Assert.Equal(files, shop.Files());
        var skipped = await StreamEtlJob.RunAsync(shop.Shop.Pipeline, shop.Options() with { SkipLost = true }, engine, cancel: Cancel);
        Assert.Equal((1, 2, 301), (skipped.Counts.RowsQuarantined, skipped.Lost, skipped.Totals.RowsIn));

        await shop.MakeTopicAnewAsync();
        Assert.Contains("was filled from a topic shop.told that was deleted", await ErrorAsync(shop.Options()));
    }

    [Fact]
    public async Task A_kill_of_Spark_or_of_the_program_at_any_moment_loses_no_row_and_doubles_none()
    {
        await using var shop = await StreamShop.OpenAsync(servers, "shop.kill", files: 4, rowsPerFile: 1_000);
        DmlProcess Start(string remote) => DmlProcess.Start("etl", shop.PipelineFile, "--stream", "--bootstrap", shop.Broker.Bootstrap, "--output", shop.Output, "--work", shop.Shop.Work,
            "--engine", "spark", "--remote", remote, "--available-now", "--max-events", "500", "--json");
        var random = new Random(5);
        var seen = 0L;
        async Task<long> BatchesAsync(DmlProcess process, long atLeast)
        {
            long batches;
            while ((batches = StreamCheckpoint.Read(Path.Combine(shop.Output, "checkpoint.json"))?.Batches ?? 0) < atLeast)
            {
                Assert.False(process.HasExited, process.Error);
                await Task.Delay(20, Cancel);
            }
            await Task.Delay(random.Next(1_500), Cancel);   // to fall anywhere in a batch
            return batches;
        }
        async Task CheckAsync()
        {
            if (seen == 0) return;
            var ids = await shop.StreamedAsync("id");
            Assert.Equal(ids.Distinct(), ids);
        }

        await using (var server = await StreamServers.StartSparkAsync())
        {
            using var process = Start(server.Address);
            seen = await BatchesAsync(process, 1);
            Processes.KillServer(server.Folder);
            Assert.Equal(ExitCode.Unavailable, await process.Ended());
            Assert.DoesNotContain(" at DistributedML", process.Error);
            await CheckAsync();
        }
        for (var round = 0; round < 2; round++)
        {
            using var process = Start(await servers.SparkAsync());
            seen = await BatchesAsync(process, seen + 1);
            process.Kill();
            await process.Ended();
            await CheckAsync();
        }
        using var last = Start(await servers.SparkAsync());
        Assert.Equal((ExitCode.Success, ""), (await last.Ended(), last.ExitCode == 0 ? "" : last.Error));
        Assert.Equal(await shop.ExpectedAsync(), await shop.StreamedAsync());
        Assert.Contains("\"rowsIn\": 4000", last.Output);
    }

    [Fact]
    public async Task It_keeps_flowing_until_it_is_stopped_and_holds_its_folder_meanwhile()
    {
        await using var shop = await StreamShop.OpenAsync(servers, "shop.on", files: 1);
        string[] arguments = ["etl", shop.PipelineFile, "--stream", "--bootstrap", shop.Broker.Bootstrap, "--output", shop.Output, "--work", shop.Shop.Work,
            "--engine", "spark", "--remote", await servers.SparkAsync(), "--trigger", "0.5", "--json"];
        using var process = DmlProcess.Start(arguments);
        async Task UntilAsync(int rows)
        {
            while (!Directory.Exists(Path.Combine(shop.Output, "sales")) || (await shop.StreamedAsync("id")).Count < rows)
            {
                Assert.False(process.HasExited, process.Error);
                await Task.Delay(50, Cancel);
            }
        }
        await UntilAsync(300);
        await shop.SendAsync("""{"id":"x-1","item":"book","units":2,"time":"2021-05-06T07:08:09","price":1.5,"amount":3}""");
        await UntilAsync(301);
        var second = await DmlProcess.Run(arguments);
        Assert.Equal(ExitCode.Busy, second.ExitCode);
        Assert.Contains($"in use by process {process.Id}; wait for it to end, or name another folder with --output", second.Error);
        process.Interrupt();
        Assert.Equal((ExitCode.Success, ""), (await process.Ended(), process.ExitCode == 0 ? "" : process.Error));
        Assert.Contains("\"rowsIn\": 301", process.Output);
    }

    [Fact]
    public async Task A_topic_is_read_over_TLS_with_a_password_by_Spark_too()
    {
        await using var shop = await StreamShop.OpenAsync(servers, "shop.secure", files: 1);
        await using var engine = await servers.EngineAsync();
        var options = shop.Options() with { Kafka = KafkaConnection.Of(servers.Secure.Bootstrap, servers.Secure.Kafka) };
        var report = await StreamEtlJob.RunAsync(shop.Shop.Pipeline, options, engine, cancel: Cancel);
        Assert.Equal((new RowCounts(300, 300, 0, 0), 0), (report.Counts, report.Lag));
    }

    [Fact]
    public async Task The_command_line_says_what_streaming_needs()
    {
        async Task<string> UsageAsync(params string[] arguments)
        {
            using var process = await DmlProcess.Run(["etl", .. arguments]);
            Assert.Equal(ExitCode.Usage, process.ExitCode);
            return process.Error;
        }
        Assert.Contains("--stream needs Spark: add --engine spark", await UsageAsync("--stream"));
        Assert.Contains("expected --data with the folder of the raw files, or --stream", await UsageAsync());
        Assert.Contains("--trigger is for --stream", await UsageAsync("--data", "x", "--trigger", "5"));
        Assert.Contains("--trigger 0: expected at least 0.1", await UsageAsync("--stream", "--engine", "spark", "--trigger", "0"));
    }
}
