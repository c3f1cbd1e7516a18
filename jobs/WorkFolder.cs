using System.Globalization;
using DistributedML.Jobs.Cli;

namespace DistributedML.Jobs;

/// <summary>
/// The folder that holds tables, registry and stream state, one part of it held by this process alone. The system lets go of it when the process ends, however it ends.
/// </summary>
public sealed class WorkFolder : IDisposable
{
    /// <summary>What a silo holds: the stream state. Tables and models can be made meanwhile.</summary>
    public const string Stream = "stream.lock";

    /// <summary>What commands hold that make tables and models.</summary>
    public const string Tables = "tables.lock";

    /// <summary>What a streaming ETL holds of its output folder.</summary>
    public const string Streamed = "etl.lock";

    readonly FileStream _lock;

    WorkFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    /// <summary>The folder's full path.</summary>
    public string Path { get; }

    /// <summary>Takes a part of the folder, which is made when it is not there.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="part">The part: a file's name, as <see cref="Tables"/>.</param>
    /// <param name="option">The option that names the folder, for errors.</param>
    /// <exception cref="CommandException">Another process holds it (the message names its id), or it cannot be made or written.</exception>
    public static WorkFolder Take(string path, string part = Tables, string option = "--work")
    {
        path = System.IO.Path.GetFullPath(path);
        var file = System.IO.Path.Combine(path, part);
        try
        {
            Directory.CreateDirectory(path);
            var held = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(file + ".pid", Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new(path, held);
        }
        catch (IOException) when (Holder(file) is { } holder)
        {
            throw new CommandException($"{path} is in use by {holder}; wait for it to end, or name another folder with {option}", ExitCode.Busy);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{path} cannot be used as folder of {option}: {exception.Message}", ExitCode.Unavailable);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    /// <summary>Who holds the lock file; null when nobody does.</summary>
    static string? Holder(string file)
    {
        if (!File.Exists(file)) return null;
        try
        {
            using var free = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return null;
        }
        catch (IOException)
        {
            return int.TryParse(Read(file + ".pid"), out var process) ? $"process {process}" : "another process";
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
