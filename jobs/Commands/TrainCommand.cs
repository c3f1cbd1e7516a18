using System.CommandLine;
using DistributedML.Jobs.Cli;

namespace DistributedML.Jobs.Commands;

/// <summary><c>dml train</c>: trains, measures and registers the models of a pipeline.</summary>
static class TrainCommand
{
    public static Command Create(Terminal terminal)
    {
        var pipeline = CommonOptions.Pipeline();
        var work = CommonOptions.Work();
        var engine = CommonOptions.Engine();
        var remote = CommonOptions.Remote();
        var json = CommonOptions.Json();
        var model = ModelOption();
        var fresh = new Option<bool>("--fresh") { Description = "Train although the same data, options and code were trained before." };
        var command = new Command("train", """
            Train the pipeline's models on the checked table, measure them and register them.

            Rows before the model's "trainBefore" train it; the metrics are those of its protocol (see docs/algorithms). The first
            version of a model becomes its champion, unless it is worse than the baseline. A later one becomes challenger, and
            champion when it is better on the same rows by more than chance. When a model fails, the others are trained. Run "dml etl" first.

            Examples:
              dml train
              dml train my-shop.yaml --model sales --json
            """) { pipeline, model, fresh, work, engine, remote, json };
        command.SetAction(async (result, cancel) =>
        {
            using var folder = WorkFolder.Take(result.GetValue(work)!);
            await using var session = await Session.OpenAsync(result.GetValue(pipeline), result.GetValue(work)!, result.GetValue(engine)!, result.GetValue(remote), cancel);
            var main = new MainJob(terminal, session);
            await main.OpenTable(cancel);
            var failed = await main.TrainAll(session.Models(result.GetValue(model)), result.GetValue(fresh), cancel);
            terminal.Json(result.Output(json), main.Figures.ToJson());
            failed?.Throw();
        });
        return command;
    }

    /// <summary>Chooses one model of the pipeline.</summary>
    public static Option<string?> ModelOption() => new("--model", "-m") { Description = "Only this model of the pipeline.", HelpName = "NAME" };
}
