using System.Net;
using System.Net.Sockets;
using DistributedML.Spark.Worker;

namespace Microsoft.Spark;

/// <summary>What a C# function can learn about the Spark task that it runs in, and how the tasks of a barrier stage meet.</summary>
public sealed class TaskContext
{
    const int Barriers = 1;
    const int Gathers = 2;

    static readonly AsyncLocal<TaskContext?> Running = new();

    readonly TaskInfo _task;

    internal TaskContext(TaskInfo task, CancellationToken cancel) => (_task, CancellationToken) = (task, cancel);

    /// <summary>The task that this code runs in; null outside of one, as in the driver program.</summary>
    public static TaskContext? Current
    {
        get => Running.Value;
        internal set => Running.Value = value;
    }

    /// <summary>The partition's number, from 0.</summary>
    public int PartitionId => _task.Partition;

    /// <summary>The stage's number.</summary>
    public int StageId => _task.Stage;

    /// <summary>How often Spark tried this task before.</summary>
    public int AttemptNumber => _task.Attempt;

    /// <summary>A number that no other task attempt of this Spark application has.</summary>
    public long TaskAttemptId => _task.TaskAttempt;

    /// <summary>Processors that Spark counts for this task.</summary>
    public int Cpus => _task.Cpus;

    /// <summary>Addresses of other resources, such as GPUs, by name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Resources => _task.Resources;

    /// <summary>The job's local properties.</summary>
    public IReadOnlyDictionary<string, string> LocalProperties => _task.Properties;

    /// <summary>All tasks of this stage run at once, so that <see cref="Barrier"/> and <see cref="AllGather"/> can be called.</summary>
    public bool IsBarrier => _task.IsBarrier;

    /// <summary>Cancelled when Spark no longer wants the task. A function that ignores it for long is ended with its process.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>Waits until all tasks of the stage have called it.</summary>
    /// <exception cref="InvalidOperationException">The stage is no barrier stage.</exception>
    public void Barrier() => Meet(Barriers, null);

    /// <summary>Waits until all tasks of the stage have called it; returns all their texts, in the order of the partitions.</summary>
    /// <exception cref="InvalidOperationException">The stage is no barrier stage.</exception>
    public IReadOnlyList<string> AllGather(string text) => Meet(Gathers, text);

    string[] Meet(int kind, string? text)
    {
        if (_task is not { IsBarrier: true, Meeting: { } place }) throw new InvalidOperationException($"The tasks of stage {StageId} do not run at once: pass barrier: true to MapBatches");
        var byPort = int.TryParse(place, out var port);
        using var socket = byPort ? new Socket(SocketType.Stream, ProtocolType.Tcp) : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using var cut = CancellationToken.Register(socket.Dispose);
        try
        {
            socket.Connect(byPort ? new IPEndPoint(IPAddress.Loopback, port) : new UnixDomainSocketEndPoint(place));
            using var stream = new NetworkStream(socket);
            if (_task.Secret is { Length: > 0 } secret)
            {
                stream.WriteText(secret);
                if (stream.ReadText() is not "ok") throw new InvalidOperationException("Spark refused this task's secret at the barrier");
            }
            stream.WriteInt32(kind);
            if (text is not null) stream.WriteText(text);
            var answers = new string[stream.ReadCount()];
            for (var i = 0; i < answers.Length; i++) answers[i] = stream.ReadText();
            return answers;
        }
        catch (Exception cutOff) when (CancellationToken.IsCancellationRequested && cutOff is IOException or SocketException or ObjectDisposedException)
        {
            throw new OperationCanceledException("Spark ended the task while it waited at a barrier", cutOff, CancellationToken);
        }
    }
}
