namespace DistributedML.Jobs.Cli;

/// <summary>A command cannot go on for a reason that its user can understand and mend; printed without a stack.</summary>
public sealed class CommandException(string message, int exitCode) : Exception(message)
{
    /// <summary>The program's exit code, one of <see cref="Cli.ExitCode"/>.</summary>
    public int ExitCode { get; } = exitCode;
}
