using System.CommandLine;
using System.Diagnostics;
using DistributedML.Jobs.Cli;
using DistributedML.Jobs.Generator;
using DistributedML.Jobs.Serving;

namespace DistributedML.Jobs.Commands;

/// <summary><c>dml demo</c>: the main job, end to end.</summary>
static class DemoCommand
{
    public static Command Create(Terminal terminal)
    {
        var pipeline = CommonOptions.Pipeline();
        var data = new Option<string?>("--data", "-d") { Description = "Folder of the raw files. Left out: a gift shop is generated from --seed.", HelpName = "DIR" };
        var seed = new Option<int>("--seed") { Description = "Seed of the generated data.", DefaultValueFactory = _ => new GiftShopOptions().Seed };
        var lines = new Option<int>("--lines") { Description = "Lines of the generated data, about.", DefaultValueFactory = _ => new GiftShopOptions().Lines };
        var fresh = new Option<bool>("--fresh") { Description = "Do every stage again, also what is done." };
        var exit = new Option<bool>("--exit") { Description = "End after the last stage instead of serving on." };
        var bootstrap = CommonOptions.Bootstrap();
        var listen = ServeCommand.Listen();
        var work = CommonOptions.Work();
        var engine = CommonOptions.Engine();
        var remote = CommonOptions.Remote();
        var json = CommonOptions.Json();
        var command = new Command("demo", """
            Run the main job end to end: raw files, checked tables, trained models, a silo that learns from the same events.

            A second run finds what is done and goes on from there. Ctrl-C stops cleanly at any point.

            Examples:
              dml demo
              dml demo --data incoming --exit --json figures.json
              dml demo --fresh --seed 11
            """) { pipeline, data, seed, lines, fresh, exit, bootstrap, listen, work, engine, remote, json };
        command.SetAction(async (result, cancel) =>
        {
            var watch = Stopwatch.StartNew();
            var redo = result.GetValue(fresh);
            using var folder = WorkFolder.Take(result.GetValue(work)!);
            await using var session = await Session.OpenAsync(
                result.GetValue(pipeline), result.GetValue(work)!, result.GetValue(engine)!, result.GetValue(remote), cancel, result.GetValue(data));
            var main = new MainJob(terminal, session);

            var files = result.GetValue(data) ?? await main.Generate(new GiftShopOptions { Seed = result.GetValue(seed), Lines = result.GetValue(lines) }, cancel);
            await main.Etl(files, redo, cancel);
            (await main.TrainAll(session.Pipeline.Models, redo, cancel))?.Throw();

            using var stream = WorkFolder.Take(result.GetValue(work)!, WorkFolder.Stream);
            var isNew = StreamState.Prepare(session, main.TableFingerprint, redo);
            if (isNew) terminal.Line("stream       state starts from the champions' artifacts");
            await using var silo = await main.Serve(ServeCommand.Options(session, result.GetValue(listen)!, result.GetValue(bootstrap)), cancel);
            try
            {
                await main.Stream(silo, isNew, cancel);
            }
            catch (CommandException) when (isNew)
            {
                StreamState.Forget(session);
                throw;
            }

            main.Figures.Set("totalSeconds", watch.Elapsed.TotalSeconds);
            main.Figures.Set("peakResidentMegabytes", Process.GetCurrentProcess().PeakWorkingSet64 / 1e6);
            terminal.Line(FormattableString.Invariant($"total        {watch.Elapsed.TotalSeconds,6:F1} s  at most {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:N0} MB resident"));
            terminal.Json(result.Output(json), main.Figures.ToJson());
            if (!result.GetValue(exit)) await ServeCommand.UntilCancelled(terminal, session, silo, cancel);
        });
        return command;
    }
}
