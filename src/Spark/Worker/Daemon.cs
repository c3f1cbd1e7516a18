using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace DistributedML.Spark.Worker;

/// <summary>
/// The process that an executor starts for the functions of a session: it takes connections, one for each task, each with a thread of its
/// own,
/// until Spark closes its standard input or nobody was connected for a while.
/// </summary>
sealed class Daemon : IDisposable
{
    /// <summary>Seconds without a connection after which the process ends itself.</summary>
    const string IdleVariable = "SPARK_CSHARP_WORKER_IDLE_SECONDS";

    const int DefaultIdleSeconds = 300;
    const int StackBytes = 16 << 20;

    readonly Socket _listener;
    readonly string? _path;
    readonly string? _secret;
    readonly TimeSpan _idle;
    int _connections;
    long _lastUse = Environment.TickCount64;

    Daemon()
    {
        _idle = TimeSpan.FromSeconds(int.TryParse(Environment.GetEnvironmentVariable(IdleVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : DefaultIdleSeconds);
        if (WorkerEnvironment.UsesUnixSockets)
        {
            _path = Path.Combine(WorkerEnvironment.Need("PYTHON_WORKER_FACTORY_SOCK_DIR"), $".csharp-{Guid.NewGuid():N}.sock");
            _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            _listener.Bind(new UnixDomainSocketEndPoint(_path));
        }
        else
        {
            _secret = WorkerEnvironment.Need("PYTHON_WORKER_FACTORY_SECRET");
            _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        }
        _listener.Listen(128);
    }

    /// <summary>Serves until standard input ends or the process was idle for long enough.</summary>
    /// <param name="input">The real standard input, which ends with the executor.</param>
    /// <param name="output">The real standard output, on which Spark waits for the address.</param>
    public static void Run(Stream input, Stream output)
    {
        using var daemon = new Daemon();
        using var signal = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => daemon.Stop());   // which would leave the Unix socket behind
        daemon.Announce(output);
        daemon.Begin(() => daemon.WatchInput(input), "standard input");
        daemon.Begin(daemon.WatchIdle, "idle watch");
        daemon.Accept();
    }

    public void Dispose()
    {
        _listener.Dispose();
        if (_path is not null) File.Delete(_path);
    }

    void Announce(Stream output)
    {
        if (_path is not null) output.WriteText(_path);
        else output.WriteInt32(((IPEndPoint)_listener.LocalEndPoint!).Port);
        output.Flush();
    }

    void Accept()
    {
        try
        {
            while (true)
            {
                var socket = _listener.Accept();
                Interlocked.Increment(ref _connections);
                Begin(() => Serve(socket), "task");
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // Ended by one of the watches.
        }
    }

    void Serve(Socket socket)
    {
        try
        {
            using var connection = new Connection(socket, _secret);
            connection.Serve();
        }
        catch (Exception failure) when (failure is IOException or SocketException or ObjectDisposedException)
        {
            // Spark closed the connection: the task is over for it.
        }
        catch (Exception failure)
        {
            Console.Error.WriteLine($"C# worker: {failure}");
        }
        finally
        {
            Volatile.Write(ref _lastUse, Environment.TickCount64);
            Interlocked.Decrement(ref _connections);
        }
    }

    // A number is the process whose task was cancelled: ours, and the task's own socket tells more. The end means that the executor is gone.
    void WatchInput(Stream input)
    {
        Span<byte> number = stackalloc byte[sizeof(int)];
        while (input.ReadAtLeast(number, number.Length, throwOnEndOfStream: false) == number.Length) BinaryPrimitives.ReadInt32BigEndian(number);
        Stop();
    }

    void WatchIdle()
    {
        while (Volatile.Read(ref _connections) > 0 || TimeSpan.FromMilliseconds(Environment.TickCount64 - Volatile.Read(ref _lastUse)) < _idle)
            Thread.Sleep(TimeSpan.FromSeconds(Math.Min(1, _idle.TotalSeconds / 4)));
        Stop();
    }

    void Stop()
    {
        Dispose();
        Environment.Exit(0);
    }

    void Begin(Action work, string name) => new Thread(() => work(), StackBytes) { IsBackground = true, Name = name }.Start();
}
