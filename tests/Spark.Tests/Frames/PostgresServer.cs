using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DistributedML.Tests.Spark.Frames;

/// <summary>A PostgreSQL of a test's own, in a temporary folder and on a free port of this machine.</summary>
sealed class PostgresServer : IAsyncDisposable
{
    public const string User = "shop", Password = "it's ; & \"safe\"";

    readonly DirectoryInfo _folder;
    readonly Process _process;

    PostgresServer(DirectoryInfo folder, Process process, int port) => (_folder, _process, Url) = (folder, process, $"jdbc:postgresql://127.0.0.1:{port}/postgres");

    public string Url { get; }

    public Dictionary<string, string> Properties => new() { ["user"] = User, ["password"] = Password };

    /// <summary>The folder of the newest PostgreSQL's programs, as Debian lays them; null when there is none.</summary>
    static string? Programs => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture)).Select(folder => Path.Combine(folder, "bin")).FirstOrDefault(Directory.Exists)
        : null;

    /// <summary>Starts one; skips the test where PostgreSQL is not installed.</summary>
    public static async Task<PostgresServer> StartAsync(CancellationToken cancel)
    {
        Assert.SkipWhen(Programs is null, "PostgreSQL is not installed (Debian's package postgresql)");
        var folder = Directory.CreateTempSubdirectory("dml-postgres-");
        var (data, secret) = (Path.Combine(folder.FullName, "data"), Path.Combine(folder.FullName, "password"));
        await File.WriteAllTextAsync(secret, Password, cancel);
        if (Environment.UserName == "root") await RunAsync(new ProcessStartInfo("chown", ["-R", "postgres:postgres", folder.FullName]), cancel);
        await RunAsync(Program("initdb", "-D", data, "-U", User, "--auth=scram-sha-256", $"--pwfile={secret}", "--no-sync", "-E", "UTF8", "--locale=C"), cancel);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var process = Process.Start(Program("postgres", "-D", data, "-p", $"{port}", "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off"))!;
        var said = new StringBuilder();
        var ready = new TaskCompletionSource();
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null) ready.TrySetException(new InvalidOperationException($"PostgreSQL did not start: {said}"));
            else if (line.Data.Contains("ready to accept connections")) ready.TrySetResult();
            else if (!ready.Task.IsCompleted) said.AppendLine(line.Data);
        };
        process.BeginErrorReadLine();
        await ready.Task.WaitAsync(cancel);
        return new(folder, process, port);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    // PostgreSQL refuses to run as root.
    static ProcessStartInfo Program(string name, params string[] arguments)
    {
        string[] words = [.. Environment.UserName == "root" ? (string[])["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"] : [], Path.Combine(Programs!, name), .. arguments];
        return new(words[0], words[1..]) { RedirectStandardError = true };
    }

    static async Task RunAsync(ProcessStartInfo start, CancellationToken cancel)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var error = await process.StandardError.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        if (process.ExitCode != 0) throw new InvalidOperationException($"{start.FileName}: {await output}{error}");
    }
}
