using System.Net.Sockets;

namespace DistributedML.Spark.Worker;

/// <summary>A task that computes: cancelled when Spark closes its socket. One that goes on nevertheless is ended with the process, once no other task computes in it.</summary>
sealed class RunningTask : IDisposable
{
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(300);
    static readonly HashSet<RunningTask> All = [];
    static Thread? _watch;

    readonly CancellationTokenSource _cancel = new();
    readonly Socket _socket;
    long _cancelledAt;

    RunningTask(Socket socket) => _socket = socket;

    public CancellationToken Cancelled => _cancel.Token;

    bool IsStuck => _cancelledAt > 0 && TimeSpan.FromMilliseconds(Environment.TickCount64 - _cancelledAt) > Grace;

    public static RunningTask Start(Socket socket)
    {
        var task = new RunningTask(socket);
        lock (All)
        {
            All.Add(task);
            if (_watch is null)
            {
                _watch = new Thread(Watch) { IsBackground = true, Name = "socket watch" };
                _watch.Start();
            }
            else Monitor.Pulse(All);
        }
        return task;
    }

    public void Dispose()
    {
        lock (All) All.Remove(this);
    }

    static void Watch()
    {
        while (true)
        {
            lock (All)
            {
                while (All.Count == 0) Monitor.Wait(All);
                foreach (var task in All) task.CancelAtEnd();
                if (All.All(task => task.IsStuck))
                {
                    Console.Error.WriteLine($"C# worker: {All.Count} cancelled function(s) did not stop; ending the process {Environment.ProcessId}");
                    Environment.Exit(1);
                }
            }
            Thread.Sleep(Look);
        }
    }

    void CancelAtEnd()
    {
        if (_cancelledAt > 0 || !SocketEnd.Reached(_socket)) return;
        _cancelledAt = Environment.TickCount64;
        _ = _cancel.CancelAsync();
    }
}
