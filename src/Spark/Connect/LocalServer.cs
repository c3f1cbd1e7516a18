using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace DistributedML.Spark.Connect;

/// <summary>
/// A Spark Connect server that this process started with <c>SPARK_HOME</c> and ends when it is disposed of. It runs in this process's working folder, so that relative
/// paths mean the same to both, and keeps its own files in a folder that goes with it. It ends with this process, however that ends.
/// </summary>
sealed partial class LocalServer : IAsyncDisposable
{
    /// <summary>Whether a worker can be traced and debugged: the .NET runtime makes pipes and a socket for it, which stay in the temporary folder when the worker is killed.</summary>
    public const string Diagnostics = "DOTNET_EnableDiagnostics";

    const int LinesKept = 50, BindTries = 3, FirstPort = 15_100, EndPort = 32_000;

    static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5), EndLimit = TimeSpan.FromSeconds(10), Poll = TimeSpan.FromMilliseconds(50);

    readonly Process _process;
    readonly DirectoryInfo _folder;
    readonly Queue<string> _lines;
    readonly string _token;
    volatile bool _listening;
    int _ended;

    LocalServer(Process process, DirectoryInfo folder, Queue<string> lines, int port, string token) => (_process, _folder, _lines, Port, _token) = (process, folder, lines, port, token);

    public int Port { get; }

    /// <summary>The server's address with its token, which keeps other users of this machine out.</summary>
    public string Address => $"sc://127.0.0.1:{Port}/;token={Uri.EscapeDataString(_token)}";

    /// <summary>Where the server keeps what goes with it.</summary>
    internal string Folder => _folder.FullName;

    /// <summary>The worker program beside this program; null when there is none.</summary>
    public static string? FindWorker()
    {
        var name = OperatingSystem.IsWindows() ? "DistributedML.SparkWorker.exe" : "DistributedML.SparkWorker";
        string[] folders = [AppContext.BaseDirectory, Path.GetDirectoryName(typeof(LocalServer).Assembly.Location) ?? AppContext.BaseDirectory];
        return folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    /// <param name="sparkHome">Spark's folder.</param>
    /// <param name="master">Where it runs: local[2], spark://host:port, ...</param>
    /// <param name="configuration">Spark's settings; they travel in a file that only this user can read.</param>
    /// <param name="worker">The worker program, for C# functions; null for none.</param>
    /// <param name="installed">Whether the worker lies at its path on every machine; else it is shipped where the master has other machines.</param>
    /// <param name="cancel">Ends the start.</param>
    /// <exception cref="InvalidOperationException">There is no Spark of version 4 in the folder, or it does not start; the message has its last lines.</exception>
    public static async Task<LocalServer> StartAsync(
        string sparkHome, string master, IReadOnlyDictionary<string, string> configuration, string? worker, bool installed = false, CancellationToken cancel = default)
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException("A Spark server is started on Linux and macOS alone: on Windows name a running one by Remote(\"sc://host:port\")");
        sparkHome = Path.GetFullPath(sparkHome);
        var submit = Path.Combine(sparkHome, "bin", "spark-submit");
        if (!File.Exists(submit)) throw new InvalidOperationException($"SPARK_HOME names no Spark distribution: there is no {submit}");
        if (VersionOf(sparkHome) is { Major: < 4 } old) throw new InvalidOperationException($"SPARK_HOME, {sparkHome}, holds Spark {old}: 4.0 or later is needed");
        if (configuration.GetValueOrDefault("spark.sql.catalogImplementation") == "hive" && Jar(sparkHome, "spark-hive_*.jar") is null)
            throw new InvalidOperationException($"SPARK_HOME, {sparkHome}, has no Hive (no jars/spark-hive_*.jar): leave out EnableHiveSupport() and spark.sql.catalogImplementation=hive, or take Spark's full distribution");
        for (var tries = 1; ; tries++)
        {
            var server = Start(submit, sparkHome, master, configuration, worker, installed);
            try
            {
                if (await server.ListensAsync(cancel).ConfigureAwait(false)) return server;
                // Another program may take the free port before Spark does.
                if (tries < BindTries && server.Said("BindException")) continue;
                throw new InvalidOperationException($"Spark's Connect server did not start on master {master}; its last lines:\n{server.LastLines()}");
            }
            finally
            {
                if (!server._listening) await server.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>The lowest level of the server's log lines that are shown on standard error; null for none.</summary>
    internal LogLevel? Shown { get; set; }

    /// <summary>Where the server's own output goes, which is what streams write to the console; null for this program's.</summary>
    internal TextWriter? Output { get; set; }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0) return;
        try
        {
            _process.StandardInput.Close(); // the wrapper ends the server when nobody holds its input
        }
        catch (IOException)
        {
            // the wrapper is gone already
        }
        using var limit = new CancellationTokenSource(EndLimit);
        try
        {
            await _process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync().ConfigureAwait(false);
        }
        _process.Dispose();
        try
        {
            if (_folder.Exists) _folder.Delete(recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // the wrapper removed it in the meantime
        }
    }

    static LocalServer Start(string submit, string sparkHome, string master, IReadOnlyDictionary<string, string> configuration, string? worker, bool installed)
    {
        var port = FreePort();
        var token = configuration.GetValueOrDefault("spark.connect.authenticate.token") ?? Guid.NewGuid().ToString("N");
        var folder = Directory.CreateTempSubdirectory("dml-spark-");
        // Every local master has its executors on this machine.
        var isLocal = master.StartsWith("local", StringComparison.Ordinal);
        var shipped = !isLocal && !installed ? worker : null;
        var archive = shipped is null ? null : ShippedWorker.Pack(shipped, folder.FullName);
        var settings = ServerSettings.Write(Path.Combine(folder.FullName, "settings"), sparkHome, folder.FullName, port, configuration, archive, isLocal);
        var start = new ProcessStartInfo("bash") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            "-c", ServerScript.Text, "spark-connect-server", folder.FullName, submit, "--class", "org.apache.spark.sql.connect.service.SparkConnectServer",
            "--master", master, "--properties-file", settings, "--load-spark-defaults", "spark-internal",
        ];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["SPARK_HOME"] = sparkHome;
        start.Environment["SPARK_CONNECT_AUTHENTICATE_TOKEN"] = token;
        // A server that other machines' executors must reach has an address of its own.
        if (isLocal) start.Environment.TryAdd("SPARK_LOCAL_IP", "127.0.0.1");
        start.Environment.TryAdd(Diagnostics, "0");
        if (worker is not null) start.Environment["PYSPARK_PYTHON"] = worker;
        if (shipped is not null)
        {
            start.Environment["PYSPARK_PYTHON"] = ShippedWorker.Program(shipped);
            start.WorkingDirectory = ShippedWorker.RunFolder(shipped, folder.FullName);
            // Java resolves the relative paths of data by this, and only the worker's by the true working folder.
            start.Environment["SPARK_SUBMIT_OPTS"] = $"{Environment.GetEnvironmentVariable("SPARK_SUBMIT_OPTS")} \"-Duser.dir={Environment.CurrentDirectory}\"";
        }
        var lines = new Queue<string>();
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            folder.Delete(recursive: true);
            throw new InvalidOperationException($"Spark's scripts need bash, which cannot be started: {error.Message}", error);
        }
        var server = new LocalServer(process, folder, lines, port, token);
        process.OutputDataReceived += (_, line) => server.TakeOutput(line.Data);
        process.ErrorDataReceived += (_, line) => server.Take(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return server;
    }

    async Task<bool> ListensAsync(CancellationToken cancel)
    {
        var since = Stopwatch.GetTimestamp();
        while (!_process.HasExited && Stopwatch.GetElapsedTime(since) < StartLimit)
        {
            cancel.ThrowIfCancellationRequested();
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, Port), cancel).ConfigureAwait(false);
                return _listening = true;
            }
            catch (SocketException)
            {
                await Task.Delay(Poll, cancel).ConfigureAwait(false);
            }
        }
        return false;
    }

    // Spark logs to standard error by default, but may be configured to log here.
    void TakeOutput(string? line)
    {
        if (line is not null && _listening && !Level().IsMatch(line)) (Output ?? Console.Out).WriteLine(line);
        else Take(line);
    }

    void Take(string? line)
    {
        if (line is null) return;
        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > LinesKept) _lines.Dequeue();
        }
        if (Shown is { } shown && Level().Match(line) is { Success: true } match && Enum.TryParse<LogLevel>(match.Groups[1].ValueSpan, ignoreCase: true, out var level) && level >= shown) Console.Error.WriteLine(line);
    }

    bool Said(string text)
    {
        lock (_lines) return _lines.Any(line => line.Contains(text));
    }

    string LastLines()
    {
        lock (_lines) return string.Join('\n', _lines);
    }

    static Version? VersionOf(string sparkHome) =>
        Jar(sparkHome, "spark-core_*.jar") is { } core && CoreJar().Match(core) is { Success: true } match
            ? new(int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture))
            : null;

    static string? Jar(string sparkHome, string pattern) =>
        Path.Combine(sparkHome, "jars") is var jars && Directory.Exists(jars) ? Directory.EnumerateFiles(jars, pattern).Select(Path.GetFileName).FirstOrDefault() : null;

    // Below the ports that systems give to whoever names none, among them the server itself for its other ports: one of those on this port would be taken for it.
    static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(FirstPort, EndPort);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // taken; another one
            }
        }
    }

    [GeneratedRegex(@"^spark-core_[\d.]+-(\d+)\.(\d+)")]
    private static partial Regex CoreJar();

    [GeneratedRegex(@"^\S+ \S+ (TRACE|DEBUG|INFO|WARN|ERROR|FATAL) ")]
    private static partial Regex Level();
}
