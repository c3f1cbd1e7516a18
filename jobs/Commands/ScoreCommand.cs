using System.CommandLine;
using DistributedML.Engines;
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
        var top = new Option<int>("--top") { Description = "Most predictions for each key, where they are a ranking.", DefaultValueFactory = _ => 10 };
        var sql = new Option<string?>("--sql") { Description = "A query of your own, in which score(VERSION, ...) calls the model; needs --engine spark.", HelpName = "SELECT" };
        var output = new Option<string>("--output", "-o") { Description = "Parquet file to write; must not be there yet, but with --force.", Required = true, HelpName = "FILE" };
        var force = new Option<bool>("--force") { Description = "Replace the output file." };
        var command = new Command("score", """
            Write batch predictions of a registered model for all keys or rows of the checked table.

            What their columns are depends on the kind of model: docs/models.md lists them. With --engine spark the model runs on the executors.

            With --sql it writes the rows of a query over the pipeline's tables, in which score('champion', ...) calls the model for a row.
            score_NAME calls the pipeline's other models.

            Examples:
              dml score --model NAME --output predictions.parquet
              dml score --model NAME --version-of v2 --output predictions.parquet --engine spark --remote sc://node1:15002
              dml score --model NAME --sql "select customer, inline(score('champion', customer)) from customers" --output best.parquet --engine spark
            """) { pipeline, model, version, top, sql, output, force, work, engine, remote, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(sql) is null) return;
            if (result.GetValue(engine) != CommonOptions.SparkEngine) result.AddError("--sql needs Spark: add --engine spark");
            if (result.GetResult(version) is { Implicit: false }) result.AddError("--sql says the version itself: score('v2', ...)");
        });
        command.SetAction(async (result, cancel) =>
        {
            using var folder = WorkFolder.Take(result.GetValue(work)!);
            var file = Path.GetFullPath(result.GetValue(output)!);
            await using var session = await Session.OpenAsync(
                result.GetValue(pipeline), result.GetValue(work)!, result.GetValue(engine)!, result.GetValue(remote), cancel, Path.GetDirectoryName(file));
            if (result.GetValue(top) < 1) throw new CommandException($"--top {result.GetValue(top)}: expected at least 1", ExitCode.Usage);
            if (File.Exists(file) && !result.GetValue(force)) throw new CommandException($"{file} is there already; name another file, or replace it with --force", ExitCode.BadInput);
            var main = new MainJob(terminal, session);
            await main.OpenTable(cancel);
            var definition = session.Models(result.GetValue(model)).Single();
            if (result.GetValue(sql) is { } query) await main.Score(definition, (SparkEngine)session.Engine, query, result.GetValue(top), file, cancel);
            else await main.Score(definition, ModelsCommand.Find(session.Registry, definition.Name, result.GetValue(version)!), result.GetValue(top), file, cancel);
            terminal.Json(result.Output(json), main.Figures.ToJson());
        });
        return command;
    }
}
