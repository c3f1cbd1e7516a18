using System.CommandLine;
using DistributedML.Jobs.Cli;

namespace DistributedML.Jobs.Commands;

/// <summary><c>dml score</c>: batch predictions of a registered model.</summary>
static class ScoreCommand
{
    public static Command Create(Terminal terminal)
    {
        var pipeline = CommonOptions.Pipeline();
        var work = CommonOptions.Work();
        var engine = CommonOptions.Engine();
        var remote = CommonOptions.Remote();
        var json = CommonOptions.Json();
        var model = new Option<string>("--model", "-m") { Description = "The model of the pipeline.", Required = true, HelpName = "NAME" };
        var version = EvaluateCommand.VersionOption();
        var top = new Option<int>("--top") { Description = "Items for each user of a recommender.", DefaultValueFactory = _ => 10 };
        var output = new Option<string>("--output", "-o") { Description = "Parquet file to write; must not be there yet, but with --force.", Required = true, HelpName = "FILE" };
        var force = new Option<bool>("--force") { Description = "Replace the output file." };
        var command = new Command("score", """
            Write batch predictions of a registered model: for each user the best items (user, rank, item, score), for each series the
            days ahead (series, day, mean, lower, upper), for each row of a detector's table how unusual it is (id, known, anomalous,
            score, probability, evidence). With --engine spark the model runs on the executors.

            Examples:
              dml score --model recommender --output top10.parquet
              dml score --model forecaster --version-of v2 --output forecast.parquet --engine spark --remote sc://node1:15002
            """) { pipeline, model, version, top, output, force, work, engine, remote, json };
        command.SetAction(async (result, cancel) =>
        {
            using var folder = WorkFolder.Take(result.GetValue(work)!);
            await using var session = await Session.OpenAsync(result.GetValue(pipeline)!, result.GetValue(work)!, result.GetValue(engine)!, result.GetValue(remote), cancel);
            var file = Path.GetFullPath(result.GetValue(output)!);
            if (result.GetValue(top) < 1) throw new CommandException($"--top {result.GetValue(top)}: expected at least 1", ExitCode.Usage);
            if (File.Exists(file) && !result.GetValue(force)) throw new CommandException($"{file} is there already; name another file, or replace it with --force", ExitCode.BadInput);
            var main = new MainJob(terminal, session);
            await main.OpenTable(cancel);
            var definition = session.Models(result.GetValue(model)).Single();
            await main.Score(definition, ModelsCommand.Find(session.Registry, definition.Name, result.GetValue(version)!), result.GetValue(top), file, cancel);
            terminal.Json(result.Output(json), main.Figures.ToJson());
        });
        return command;
    }
}
