using System.CommandLine;
using DistributedML.Engines;
using DistributedML.Jobs.Cli;

namespace DistributedML.Jobs.Commands;

/// <summary><c>dml etl</c>: turns raw files into checked tables.</summary>
static class EtlCommand
{
    public static Command Create(Terminal terminal)
    {
        var pipeline = CommonOptions.Pipeline();
        var data = new Option<string?>("--data", "-d") { Description = "Folder of the raw files.", HelpName = "DIR" };
        var fresh = new Option<bool>("--fresh") { Description = "Read every file again, also those that have not changed." };
        var work = CommonOptions.Work();
        var engine = CommonOptions.Engine();
        var remote = CommonOptions.Remote();
        var json = CommonOptions.Json();
        var streaming = new EtlStreamOptions();
        var command = new Command("etl", """
            Turn raw files into the pipeline's checked table and feature tables.

            Rows that break an expectation go to the quarantine table with the reason; rows in = rows out + quarantined + dropped by a
            stated rule. The tables are published whole or not at all. Only files that are new or have changed are read again.

            With --stream it reads events of a Kafka topic instead, as 'dml replay' sends them, batch after batch until Ctrl-C, into
            Parquet tables in which each event is once, also when a run is killed; the next run goes on where it ended.

            Examples:
              dml etl --data incoming
              dml etl my-shop.yaml --data incoming --json report.json
              dml etl my-shop.yaml --stream --bootstrap broker:9092 --engine spark --remote sc://node1:15002
              dml etl my-shop.yaml --stream --topic shop.customers --bootstrap broker:9092 --engine spark --available-now
            """) { pipeline, data, fresh, work, engine, remote, json };
        streaming.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(streaming.Stream) && result.GetValue(engine) != CommonOptions.SparkEngine) result.AddError("--stream needs Spark: add --engine spark");
            if (result.GetValue(streaming.Stream) == (result.GetValue(data) is not null)) result.AddError("expected --data with the folder of the raw files, or --stream with the options of a topic");
        });
        command.SetAction(async (result, cancel) =>
        {
            if (result.GetValue(streaming.Stream))
            {
                await Stream(result, cancel);
                return;
            }
            using var folder = WorkFolder.Take(result.GetValue(work)!);
            await using var session = await Session.OpenAsync(
                result.GetValue(pipeline), result.GetValue(work)!, result.GetValue(engine)!, result.GetValue(remote), cancel, result.GetValue(data));
            var main = new MainJob(terminal, session);
            await main.Etl(result.GetValue(data)!, result.GetValue(fresh), cancel);
            terminal.Json(result.Output(json), main.Figures.ToJson());
        });
        return command;

        async Task Stream(ParseResult result, CancellationToken cancel)
        {
            await using var session = await Session.OpenAsync(result.GetValue(pipeline), result.GetValue(work)!, result.GetValue(engine)!, result.GetValue(remote), cancel);
            var options = streaming.Read(result, session);
            using var folder = WorkFolder.Take(options.Output, WorkFolder.Streamed, "--output");
            var main = new MainJob(terminal, session);
            await main.StreamEtl(options, (SparkEngine)session.Engine, cancel);
            terminal.Json(result.Output(json), main.Figures.ToJson());
            if (options.AvailableNow) cancel.ThrowIfCancellationRequested();
        }
    }
}
