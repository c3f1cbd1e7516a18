using System.CommandLine;
using DistributedML.Jobs.Cli;
using DistributedML.Jobs.Serving;
using DistributedML.Streams;

namespace DistributedML.Jobs.Commands;

/// <summary><c>dml replay</c>: sends stored events to their topics.</summary>
static class ReplayCommand
{
    public static Command Create(Terminal terminal)
    {
        var pipeline = CommonOptions.Pipeline();
        var work = CommonOptions.Work();
        var engine = CommonOptions.Engine();
        var remote = CommonOptions.Remote();
        var json = CommonOptions.Json();
        var bootstrap = new Option<string?>("--bootstrap", "-b") { Description = "Kafka broker. Left out: that of the silo that serves from the work folder.", HelpName = "HOST:PORT" };
        var from = CommonOptions.Day("--from", "First day sent; left out: the day on which the models' training ends.");
        var to = CommonOptions.Day("--to", "First day not sent.");
        var rate = new Option<double>("--rate") { Description = "Rows a second; 0 for full speed." };
        var speedup = new Option<double>("--speedup") { Description = "Event time per wall time: 86400 plays a day in a second." };
        var resume = new Option<bool>("--resume") { Description = "Leave out, on each partition, as many leading events as it holds already. For topics that nothing else was sent to." };
        var command = new Command("replay", """
            Send the checked table's rows as events to the pipeline's topics, keyed, in order of time.

            A replay sends its rows anew, and what is sent twice is learned twice. To go on after one that was stopped, give the same range and --resume.

            Examples:
              dml replay --speedup 86400
              dml replay --speedup 86400 --resume
              dml replay my-shop.yaml --bootstrap broker:9092 --from 2011-12-01 --rate 5000
            """) { pipeline, bootstrap, from, to, rate, speedup, resume, work, engine, remote, json };
        command.SetAction(async (result, cancel) =>
        {
            await using var session = await Session.OpenAsync(result.GetValue(pipeline), result.GetValue(work)!, result.GetValue(engine)!, result.GetValue(remote), cancel);
            var main = new MainJob(terminal, session);
            await main.OpenTable(cancel);
            var first = result.GetValue(from) ?? session.StreamFrom();
            main.RequireDays(first, result.GetValue(to));
            var named = result.GetValue(bootstrap);
            var endpoint = named is null ? ServingEndpoint.Require(session.Work) : ServingEndpoint.Find(session.Work);
            var broker = named is null ? endpoint!.Kafka(session.Pipeline) : KafkaConnection.Of(named, session.Pipeline.Kafka);
            if (result.GetValue(resume) && endpoint is null)
                throw new CommandException($"--resume asks the silo where its shards stand, and none serves from {session.Work}; start it with 'dml serve'", ExitCode.Unavailable);
            var options = new ReplayOptions
            {
                Rate = result.GetValue(rate),
                Speedup = result.GetValue(speedup),
                AlreadyStored = result.GetValue(resume) ? StreamStage.AlreadyStored(await endpoint!.GetShards(cancel)) : new Dictionary<ShardId, long>(),
                MaxLagBytes = broker.Bootstrap == endpoint?.Bootstrap ? endpoint.BytesPerPartition * 3 / 4 ?? 0 : 0,
            };
            var report = await main.Replay(broker, first, result.GetValue(to), options, cancel);
            main.Figures.Set("replay.rows", report.Rows);
            main.Figures.Set("replay.events", report.Events);
            main.Figures.Set("replay.seconds", report.Seconds);
            terminal.Json(result.Output(json), main.Figures.ToJson());
            cancel.ThrowIfCancellationRequested();
        });
        return command;
    }
}
