using System.CommandLine;
using System.CommandLine.Invocation;
using System.Runtime.InteropServices;
using DistributedML.Data;
using DistributedML.Learning;
using DistributedML.Models.Artifacts;
using DistributedML.Pipelines;
using DistributedML.Registry;
using DistributedML.Streams;

namespace DistributedML.Jobs.Cli;

/// <summary>Runs the command that the arguments name, and turns errors into messages and exit codes.</summary>
public static class CommandRunner
{
    // After Ctrl-C a silo writes its last checkpoint and an engine stops its query; then the process ends in any case.
    static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(20);

    /// <summary>Parses, runs, and returns the exit code.</summary>
    public static async Task<int> Run(RootCommand root, string[] args, Terminal terminal)
    {
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });   // @FILE is an event's file, not one of arguments
        if (parsed.Action is null or ParseErrorAction && parsed.CommandResult.Command is { Action: null } && parsed.CommandResult.Tokens.Count == 0 && parsed.UnmatchedTokens.Count == 0)
            parsed = root.Parse([.. args, "--help"]);
        foreach (var command in parsed.CommandResult.Command.Subcommands) command.Description = FirstLine(command.Description);
        if (parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction)
        {
            foreach (var error in ParseErrors.Of(parsed)) terminal.Error(error);
            terminal.Line($"Try '{string.Join(' ', CommandPath(parsed))} --help'.");
            return ExitCode.Usage;
        }
        var stopping = false;
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => stopping = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => stopping = true);
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = StopTimeout });
        }
        catch (Exception error) when (stopping || error is OperationCanceledException)   // work that is cut off may fail in its own words
        {
            terminal.Error("cancelled; what was finished is kept, and the next run goes on from there");
            return ExitCode.Cancelled;
        }
        catch (Exception error) when (Explain(error) is { } known)
        {
            terminal.Error(known.Message);
            return known.ExitCode;
        }
        catch (Exception error)
        {
            terminal.Error($"unexpected: {error}");
            return ExitCode.Failure;
        }
    }

    // Errors that are the user's to mend, from whichever library found them; anything else is a defect and shows its stack.
    static CommandException? Explain(Exception error) => error switch
    {
        CommandException known => known,
        PipelineException or RegistryException or ArtifactException or OptionsException or InvalidDataException => new(error.Message, ExitCode.BadInput),
        DeploymentTakenException => new(error.Message, ExitCode.Busy),
        TableException { Fault: TableFault.Input } => new(error.Message, ExitCode.BadInput),
        TableException or BrokerException or IOException => new(error.Message, ExitCode.Unavailable),
        _ => null,
    };

    // A list of commands shows their first lines, each a sentence; what stands below belongs to the command's own help.
    static string FirstLine(string? description) => description?.Split('\n', 2)[0].TrimEnd() ?? "";

    static IEnumerable<string> CommandPath(ParseResult parsed)
    {
        var names = new List<string>();
        for (System.CommandLine.Parsing.SymbolResult? result = parsed.CommandResult; result is not null; result = result.Parent)
            if (result is System.CommandLine.Parsing.CommandResult command)
                names.Add(command.Command is RootCommand ? "dml" : command.Command.Name);
        names.Reverse();
        return names;
    }
}
