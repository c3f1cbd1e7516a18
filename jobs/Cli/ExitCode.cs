namespace DistributedML.Jobs.Cli;

/// <summary>What the program's exit codes mean.</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Success = 0;

    /// <summary>A defect of the program; the stack is printed.</summary>
    public const int Failure = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The input is wrong: pipeline file, data, event, a model that does not exist.</summary>
    public const int BadInput = 3;

    /// <summary>Something needed is not there: broker, server, port, disk space.</summary>
    public const int Unavailable = 4;

    /// <summary>Another run holds the work folder, or reads the stream.</summary>
    public const int Busy = 5;

    /// <summary>Cancelled by Ctrl-C or SIGTERM.</summary>
    public const int Cancelled = 130;
}
