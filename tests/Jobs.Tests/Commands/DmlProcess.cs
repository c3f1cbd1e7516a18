using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using DistributedML.Streams;

namespace DistributedML.Tests.Jobs.Commands;

/// <summary>The program as its users run it: a process of its own, without KAFKA_HOME unless a test gives it.</summary>
sealed class DmlProcess : IDisposable
{
    // Guards against hanging only: a busy machine takes minutes for what takes seconds.
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    readonly Process _process;
    readonly StringBuilder _output = new();
    readonly StringBuilder _error = new();

    DmlProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(_error, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it wrote to standard output so far.</summary>
    public string Output => Text(_output);

    /// <summary>What it wrote to standard error so far.</summary>
    public string Error => Text(_error);

    public int Id => _process.Id;

    public static DmlProcess Start(params string[] arguments) => StartIn(null, arguments);

    /// <summary>Starts it in a time zone of the machine.</summary>
    public static DmlProcess StartIn(string? zone, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "dml.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment[BrokerOptions.HomeVariable] = "";
        start.Environment.Remove("DML_API_TOKEN");
        if (zone is not null) start.Environment["TZ"] = zone;
        return new(Process.Start(start)!);
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<DmlProcess> Run(params string[] arguments)
    {
        var process = Start(arguments);
        await process.Ended();
        return process;
    }

    /// <summary>Waits for its end and returns the exit code.</summary>
    public async Task<int> Ended()
    {
        using var timeout = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(timeout.Token);
        return _process.ExitCode;
    }

    public int ExitCode => _process.ExitCode;

    public bool HasExited => _process.HasExited;

    /// <summary>Waits until it has written a text to standard error.</summary>
    public async Task Says(string text)
    {
        var watch = Stopwatch.StartNew();
        while (!Error.Contains(text, StringComparison.Ordinal))
        {
            Assert.False(_process.HasExited, $"ended with {(_process.HasExited ? _process.ExitCode : 0)} before it said '{text}':\n{Error}");
            Assert.True(watch.Elapsed < Patience, $"did not say '{text}':\n{Error}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Asks it to stop, as Ctrl-C does; SIGTERM, since a test runner in the background hands down that SIGINT is ignored.</summary>
    public void Interrupt() => Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();

    /// <summary>kill -9.</summary>
    public void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    static void Append(StringBuilder text, string? line)
    {
        if (line is null) return;
        lock (text) text.AppendLine(line);
    }

    static string Text(StringBuilder text)
    {
        lock (text) return text.ToString();
    }
}

/// <summary>A work folder of a test's own.</summary>
sealed class TemporaryWork : IDisposable
{
    /// <summary>Arguments of a small demo in this folder.</summary>
    public string[] Demo(params string[] more) =>
        ["demo", "--lines", "20000", "--exit", "--listen", "http://127.0.0.1:0", "--work", Path, "--json", FiguresFile, .. more];

    public string Path { get; } = Directory.CreateTempSubdirectory("dml-test-").FullName;

    public string FiguresFile => System.IO.Path.Combine(Path, "figures.json");

    public JsonNode Figures => JsonNode.Parse(File.ReadAllText(FiguresFile))!;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
