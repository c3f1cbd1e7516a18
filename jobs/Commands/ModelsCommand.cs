using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using DistributedML.Jobs.Cli;
using DistributedML.Registry;

namespace DistributedML.Jobs.Commands;

/// <summary><c>dml models</c>: what is in the registry, and which version serves.</summary>
static class ModelsCommand
{
    static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static Command Create(Terminal terminal)
    {
        var command = new Command("models", """
            List and inspect registered models, and choose which version serves.

            A version is named by its number or by an alias. "champion" serves; "challenger" waits to be compared.
            Silos see a promotion within a second; nothing needs a restart.

            Examples:
              dml models list
              dml models show NAME@champion
              dml models promote NAME 2
              dml models rollback NAME
            """);
        var work = CommonOptions.Work();
        work.Recursive = true;
        var json = CommonOptions.Json();
        json.Recursive = true;
        command.Options.Add(work);
        command.Options.Add(json);

        command.Subcommands.Add(List(terminal, work, json));
        command.Subcommands.Add(Show(terminal, work, json));
        command.Subcommands.Add(Promote(terminal, work, json));
        command.Subcommands.Add(Rollback(terminal, work, json));
        return command;
    }

    static Command List(Terminal terminal, Option<string> work, Option<string?> json)
    {
        var command = new Command("list", "The models, their newest versions and aliases.");
        command.SetAction(result =>
        {
            using var registry = ModelRegistry.OpenExisting(result.GetValue(work)!);
            var models = registry.Models();
            if (result.Output(json) is { Wanted: true } output) terminal.Json(output, JsonSerializer.SerializeToNode(models, Web)!);
            else terminal.Table(["model", "versions", "newest", "aliases"], models.Select(model => new[]
            {
                model.Name, $"{model.Latest}", Time(model.Created), string.Join(", ", model.Aliases.Select(alias => $"{alias.Alias} = v{alias.Version}")),
            }));
        });
        return command;
    }

    static Command Show(Terminal terminal, Option<string> work, Option<string?> json)
    {
        var name = new Argument<string>("model") { Description = "NAME for all its versions, NAME@VERSION or NAME@ALIAS for one.", HelpName = "NAME[@VERSION]" };
        var command = new Command("show", "A model's versions and moves, or one version with parameters, metrics and lineage.") { name };
        command.SetAction(result =>
        {
            using var registry = ModelRegistry.OpenExisting(result.GetValue(work)!);
            var output = result.Output(json);
            var parts = result.GetValue(name)!.Split('@', 2);
            if (parts.Length == 1) ShowModel(terminal, registry, parts[0], output);
            else ShowVersion(terminal, registry, Find(registry, parts[0], parts[1]), output);
        });
        return command;
    }

    static Command Promote(Terminal terminal, Option<string> work, Option<string?> json)
    {
        var name = new Argument<string>("model") { HelpName = "NAME" };
        var version = new Argument<string>("version") { Description = "Number or alias of the version that gets the alias.", HelpName = "VERSION" };
        var alias = Alias();
        var expect = new Option<int?>("--expect") { Description = "Only when this version has the alias now, so that two operators do not undo each other." };
        var command = new Command("promote", "Give an alias to a version.") { name, version, alias, expect };
        command.SetAction(result =>
        {
            using var registry = ModelRegistry.OpenExisting(result.GetValue(work)!);
            var chosen = Find(registry, result.GetValue(name)!, result.GetValue(version)!);
            var change = result.GetValue(expect) is { } expected
                ? registry.Promote(chosen.Model, result.GetValue(alias)!, chosen.Version, expected)
                : registry.Promote(chosen.Model, result.GetValue(alias)!, chosen.Version);
            Report(terminal, change, result.Output(json));
        });
        return command;
    }

    static Command Rollback(Terminal terminal, Option<string> work, Option<string?> json)
    {
        var name = new Argument<string>("model") { HelpName = "NAME" };
        var alias = Alias();
        var expect = new Option<int?>("--expect") { Description = "Only when this version has the alias now." };
        var command = new Command("rollback", "Take an alias back to the version that had it before.") { name, alias, expect };
        command.SetAction(result =>
        {
            using var registry = ModelRegistry.OpenExisting(result.GetValue(work)!);
            Report(terminal, registry.Rollback(result.GetValue(name)!, result.GetValue(alias)!, result.GetValue(expect)), result.Output(json));
        });
        return command;
    }

    static Option<string> Alias() => new("--alias", "-a") { Description = "The alias.", DefaultValueFactory = _ => ModelAlias.Champion };

    static void ShowModel(Terminal terminal, ModelRegistry registry, string model, JsonOutput output)
    {
        var versions = registry.Versions(model);
        var aliases = registry.Aliases(model);
        var moves = aliases.SelectMany(alias => registry.AliasHistory(model, alias.Alias)).OrderByDescending(change => change.Id).ToList();
        if (output.Wanted)
        {
            terminal.Json(output, JsonSerializer.SerializeToNode(new { model, versions, aliases, moves }, Web)!);
            return;
        }
        terminal.Table(["version", "aliases", "registered", "run", "kB", "metrics"], versions.Select(version => new[]
        {
            $"v{version.Version}", string.Join(", ", aliases.Where(alias => alias.Version == version.Version).Select(alias => alias.Alias)), Time(version.Created),
            $"{version.RunId}", $"{version.Size / 1000}", string.Join(", ", registry.GetRun(version.RunId).Metrics.Take(4).Select(Metric)),
        }));
        terminal.Table(["when", "alias", "move"], moves.Select(change => new[]
        {
            Time(change.Time), change.Alias, $"{(change.Kind == AliasChangeKind.Promoted ? "promoted" : "rolled back")} {(change.Previous is { } before ? $"v{before}" : "none")} -> v{change.Version}",
        }));
    }

    static void ShowVersion(Terminal terminal, ModelRegistry registry, ModelVersion version, JsonOutput output)
    {
        var lineage = registry.GetLineage(version.Model, version.Version);
        var run = lineage.Training;
        if (output.Wanted)
        {
            terminal.Json(output, JsonSerializer.SerializeToNode(lineage, Web)!);
            return;
        }
        terminal.Table(["", version.ToString()], new[]
        {
            new[] { "artifact", $"{version.File} ({version.Size:N0} bytes)" },
            ["hash", version.Hash],
            ["schema", string.Join(", ", version.Schema.Select(column => $"{column.Name} {column.Type}"))],
            ["registered", Time(version.Created)],
            ["code", run.Inputs.CodeVersion],
            ["data", run.Inputs.DataFingerprint],
            ["published by", lineage.Table is { } table ? $"run {table.Id}, {Time(table.Started)}" : "no run of this registry"],
            ["trained by", $"run {run.Id}, {Time(run.Started)}"],
            ["report", registry.Report(run) ?? "none"],
        });
        terminal.Table(["parameter", "value"], run.Parameters.Select(parameter => new[] { parameter.Key, parameter.Value }));
        terminal.Table(["metric", "value"], run.Metrics.Select(metric => new[] { metric.Key, Number(metric.Value) }));
    }

    /// <summary>The version that a user named by its number, as in 2 or v2, or by an alias.</summary>
    internal static ModelVersion Find(ModelRegistry registry, string model, string version) =>
        int.TryParse(version.TrimStart('v'), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? registry.GetVersion(model, number)
            : registry.GetVersion(model, version);

    static void Report(Terminal terminal, AliasChange change, JsonOutput output)
    {
        if (output.Wanted) terminal.Json(output, JsonSerializer.SerializeToNode(change, Web)!);
        else terminal.Line($"{change.Model}: {change.Alias} is v{change.Version}{(change.Previous is { } previous ? $", was v{previous}" : "")}");
    }

    static string Metric(KeyValuePair<string, double> metric) => $"{metric.Key} {Number(metric.Value)}";

    static string Number(double value) => value.ToString("G5", CultureInfo.InvariantCulture);

    static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
