using System.Net.Sockets;
using Microsoft.Spark;

namespace DistributedML.Spark.Worker;

/// <summary>
/// One connection of Spark's to the worker: a greeting and a task. Spark would keep the connection for its next task; when the process has
/// died by then, it stumbles over its
/// own record of the connection, and that task is lost.
/// </summary>
sealed class Connection : IDisposable
{
    const int BufferBytes = 256 << 10;
    static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    readonly Socket _socket;
    readonly string? _secret;
    readonly Stream _input;
    readonly Stream _output;

    public Connection(Socket socket, string? secret)
    {
        (_socket, _secret) = (socket, secret);
        var isTcp = socket.ProtocolType == ProtocolType.Tcp;
        if (isTcp) socket.NoDelay = true;
        var stream = isTcp && OperatingSystem.IsLinux() ? new PromptStream(socket) : new NetworkStream(socket);
        _input = new BufferedStream(stream, BufferBytes);
        _output = new BufferedStream(stream, BufferBytes);
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>Serves the task.</summary>
    public void Serve()
    {
        _output.WriteInt32(Environment.ProcessId);
        _output.Flush();
        if (_secret is null || Greet(_secret)) ServeTask();
    }

    bool Greet(string secret)
    {
        var isRight = _input.ReadText() == secret;
        _output.WriteText(isRight ? "ok" : "err");
        _output.Flush();
        return isRight;
    }

    void ServeTask()
    {
        var partition = _input.ReadInt32();
        if (partition < 0) return;
        using var running = RunningTask.Start(_socket);
        TaskHeader? header = null;
        try
        {
            var clock = TaskClock.Start();
            header = TaskHeader.Read(_input, partition);
            TaskContext.Current = new TaskContext(header.Task, running.Cancelled);
            SparkFiles.EnterTask(header.FilesFolder);
            clock.Initialized();
            TaskRun.Run(header, _input, _output, running.Cancelled);
            clock.Write(_output, header.Version);
            _output.WriteInt64(0);   // bytes spilled from memory, and to disk
            _output.WriteInt64(0);
            _output.WriteInt32(Signal.EndOfData);
            _output.WriteInt32(0);   // accumulators
            _output.Flush();
        }
        catch (Exception) when (running.Cancelled.IsCancellationRequested)
        {
            return;
        }
        catch (Exception failure) when (!SocketEnd.Reached(_socket))
        {
            Fail(FailureText.Of(failure, header?.Task));
            return;
        }
        finally
        {
            TaskContext.Current = null;
        }
        _input.ReadInt32();   // Signal.EndOfTask, which as an answer would keep the connection
        _output.WriteInt32(Signal.EndOfData);
        _output.Flush();
    }

    void Fail(string message)
    {
        _output.WriteInt32(Signal.Failure);
        _output.WriteText(message);
        _output.Flush();
        // Closing with unread data would reset the connection, and Spark might never see the message: it closes first.
        _socket.ReceiveTimeout = (int)Farewell.TotalMilliseconds;
        var rest = new byte[1 << 16];
        while (_input.Read(rest) > 0)
        {
        }
    }
}
