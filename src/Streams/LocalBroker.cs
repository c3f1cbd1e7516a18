using System.Diagnostics;
using System.Globalization;

namespace DistributedML.Streams;

/// <summary>
/// One Kafka broker (KRaft) as a child process on loopback, with its data in a folder. A small shell stands between it and this process and reads a
/// pipe from here: when this process ends in any way, also by kill -9, the pipe closes and the shell ends the broker.
/// </summary>
public sealed class LocalBroker : RemoteBroker
{
    // $1: pid file, the rest: the command. TERM first, so that the broker closes its logs; KILL when that takes longer than 10 s.
    const string Guard = """
        trap '' INT HUP
        pid_file=$1; shift
        "$@" >>"$pid_file.log" 2>&1 </dev/null &
        broker=$!
        echo $broker >"$pid_file"
        cat >/dev/null
        kill -TERM $broker 2>/dev/null
        for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
          kill -0 $broker 2>/dev/null || break
          sleep 0.5
        done
        kill -KILL $broker 2>/dev/null
        wait $broker 2>/dev/null
        rm -f "$pid_file"
        """;

    static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(40);
    static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(15);
    readonly Process _process;
    readonly string _home;

    LocalBroker(Process process, string home, string bootstrap) : base(bootstrap) => (_process, _home) = (process, home);

    /// <inheritdoc/>
    public override string Description => $"Kafka from {_home} at {Bootstrap}";

    /// <summary>Starts the broker and waits until it answers. A folder that an ended process used is taken over with its topics.</summary>
    /// <exception cref="BrokerException">Java or the jars are missing, or the broker does not come up; the message has the end of its log.</exception>
    public static Task<LocalBroker> StartAsync(string home, string folder, int maxMessageBytes, CancellationToken cancel = default, int port = 0) =>
        StartAsync(home, folder, maxMessageBytes, secure: null, port, cancel);

    /// <param name="home">Folder of the Kafka distribution.</param>
    /// <param name="folder">Folder of the broker.</param>
    /// <param name="maxMessageBytes">Largest message that it takes.</param>
    /// <param name="secure">The port of a listener with SASL over TLS beside the plain one, and the lines of its settings; null for none.</param>
    /// <param name="port">The plain listener's port; 0 for a free one.</param>
    /// <param name="cancel">Ends the start.</param>
    internal static async Task<LocalBroker> StartAsync(string home, string folder, int maxMessageBytes, (int Port, string Settings)? secure, int port = 0, CancellationToken cancel = default)
    {
        var jars = Path.Combine(Path.GetFullPath(home), "libs");
        if (!Directory.Exists(jars)) throw new BrokerException($"{home} is not a Kafka distribution: it has no folder libs; unset {BrokerOptions.HomeVariable} or point it to one");
        folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(folder);
        var pidFile = Path.Combine(folder, "broker.pid");
        await WaitForPredecessor(pidFile, cancel);
        var (client, controller) = (port == 0 ? LoopbackPort.Free() : port, LoopbackPort.Free());
        var settings = WriteSettings(folder, client, controller, maxMessageBytes, secure);
        File.Delete(pidFile + ".log");
        if (!File.Exists(Path.Combine(folder, "data", "meta.properties"))) await Format(jars, settings, cancel);
        var process = Launch("/bin/sh", ["-c", Guard, "broker", pidFile, "java", "-Xms128m", "-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=4",
            "-cp", Path.Combine(jars, "*"), $"-Dlog4j2.configurationFile={Path.Combine(home, "log4j2.properties")}", "kafka.Kafka", settings]);
        var broker = new LocalBroker(process, home, string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{client}"));
        try
        {
            await WaitUntilReachable(broker.Connection, StartTimeout, cancel);
            return broker;
        }
        catch (Exception exception)
        {
            await broker.DisposeAsync();
            if (exception is OperationCanceledException) throw;
            throw new BrokerException($"the Kafka broker from {home} does not come up:\n{Tail(pidFile + ".log")}", exception);
        }
    }

    /// <summary>Ends the broker and waits until it is gone.</summary>
    public override async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
            using var timeout = new CancellationTokenSource(StopTimeout);
            try
            {
                await _process.WaitForExitAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
            }
        }
        await base.DisposeAsync();
    }

    static async Task WaitForPredecessor(string pidFile, CancellationToken cancel)
    {
        var deadline = DateTime.UtcNow + StopTimeout;
        while (File.Exists(pidFile))
        {
            if (!int.TryParse(await File.ReadAllTextAsync(pidFile, cancel), out var pid) || !Runs(pid)) return;
            if (DateTime.UtcNow > deadline) throw new BrokerException($"another broker (process {pid}) uses {Path.GetDirectoryName(pidFile)}; end it or use another folder");
            await Task.Delay(200, cancel);
        }
    }

    static bool Runs(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return process.ProcessName == "java" && !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    static string WriteSettings(string folder, int client, int controller, int maxMessageBytes, (int Port, string Settings)? secure)
    {
        var file = Path.Combine(folder, "server.properties");
        var clients = string.Create(CultureInfo.InvariantCulture, $"PLAINTEXT://127.0.0.1:{client}");
        if (secure is var (port, _)) clients += string.Create(CultureInfo.InvariantCulture, $",SASL_SSL://127.0.0.1:{port}");
        File.WriteAllText(file, string.Create(CultureInfo.InvariantCulture, $"""
            process.roles=broker,controller
            node.id=1
            controller.quorum.voters=1@127.0.0.1:{controller}
            listeners={clients},CONTROLLER://127.0.0.1:{controller}
            advertised.listeners={clients}
            controller.listener.names=CONTROLLER
            log.dirs={Path.Combine(folder, "data").Replace('\\', '/')}
            offsets.topic.replication.factor=1
            offsets.topic.num.partitions=8
            transaction.state.log.replication.factor=1
            transaction.state.log.min.isr=1
            transaction.state.log.num.partitions=2
            group.initial.rebalance.delay.ms=0
            auto.create.topics.enable=false
            default.replication.factor=1
            log.retention.ms=-1
            message.max.bytes={maxMessageBytes}
            num.network.threads=2
            num.io.threads=2
            log.cleaner.enable=false
            {secure?.Settings}
            """));
        return file;
    }

    static async Task Format(string jars, string settings, CancellationToken cancel)
    {
        var id = Convert.ToBase64String(Guid.NewGuid().ToByteArray()).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        using var process = Launch("java", ["-XX:TieredStopAtLevel=1", "-cp", Path.Combine(jars, "*"), "kafka.tools.StorageTool", "format", "-t", id.StartsWith('-') ? "A" + id[1..] : id, "-c", settings], redirect: true);
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var errors = process.StandardError.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        if (process.ExitCode != 0) throw new BrokerException($"the Kafka broker's folder cannot be prepared:\n{await output}{await errors}");
    }

    static Process Launch(string program, IReadOnlyList<string> arguments, bool redirect = false)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = redirect, RedirectStandardError = redirect };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new BrokerException($"{program} cannot be started ({exception.Message}); a broker from {BrokerOptions.HomeVariable} needs Java 17 and a POSIX shell. Unset {BrokerOptions.HomeVariable} to use the mock cluster", exception);
        }
    }

    static string Tail(string file) => File.Exists(file) ? string.Join('\n', File.ReadLines(file).TakeLast(10)) : "(it wrote nothing)";
}
