using System.CommandLine;
using DistributedML.Jobs.Cli;
using DistributedML.Registry;

namespace DistributedML.Jobs.Commands;

/// <summary><c>dml evaluate</c>: measures registered versions on the table as it is now.</summary>
static class EvaluateCommand
{
    public static Command Create(Terminal terminal)
    {
        var pipeline = CommonOptions.Pipeline();
        var work = CommonOptions.Work();
        var engine = CommonOptions.Engine();
        var remote = CommonOptions.Remote();
        var json = CommonOptions.Json();
        var model = TrainCommand.ModelOption();
        var version = VersionOption();
        var truth = new Option<string?>("--truth") { Description = "File of what is known to have happened (truth.json of generated data), to compare the findings with.", HelpName = "FILE" };
        var command = new Command("evaluate", """
            Measure registered models on the checked table as it is now, by each model's protocol.

            Examples:
              dml evaluate
              dml evaluate --model NAME --version-of challenger --json
            """) { pipeline, model, version, truth, work, engine, remote, json };
        command.SetAction(async (result, cancel) =>
        {
            using var folder = WorkFolder.Take(result.GetValue(work)!);
            await using var session = await Session.OpenAsync(result.GetValue(pipeline), result.GetValue(work)!, result.GetValue(engine)!, result.GetValue(remote), cancel);
            var main = new MainJob(terminal, session);
            await main.OpenTable(cancel);
            if (result.GetValue(truth) is { } file) main.ReadTruth(file);
            foreach (var definition in session.Models(result.GetValue(model)))
                await main.Evaluate(definition, ModelsCommand.Find(session.Registry, definition.Name, result.GetValue(version)!), cancel);
            terminal.Json(result.Output(json), main.Figures.ToJson());
        });
        return command;
    }

    /// <summary>Chooses a version of the model.</summary>
    public static Option<string> VersionOption() => new("--version-of", "-v")
    {
        Description = "Number or alias of the version.",
        DefaultValueFactory = _ => ModelAlias.Champion,
        HelpName = "VERSION",
    };
}
