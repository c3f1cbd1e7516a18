using System.Diagnostics;
using DistributedML.Streams.Native;

namespace DistributedML.Streams;

/// <summary>
/// Keeps a second silo from applying the events that one applies already. The reader of a consumer group says every two seconds, in a group beside it
/// ("GROUP.reader"), that it is there and who it is; one that has said nothing for six seconds is gone. A reader knows what it wrote itself in an earlier
/// life, so that one that was killed begins again at once. Two that begin within the same moment both begin, and all but one end two seconds later.
/// </summary>
public sealed class ReaderLease : IAsyncDisposable
{
    static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);
    static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(6);
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan Patience = 2 * Broker.Patience;   // a broker that has just started makes its groups when it is first asked for one
    static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(3);
    readonly GroupNote _note;
    readonly string _group, _reader;
    readonly string _process = Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture);
    readonly ManualResetEventSlim _stop = new();
    readonly TaskCompletionSource<DeploymentTakenException> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Thread? _thread;

    ReaderLease(KafkaConnection connection, string group, string topic, string reader)
    {
        (_group, _reader) = (group, reader);
        _note = new GroupNote(connection, $"{group}.reader", topic);
    }

    /// <summary>Ends when another reader has taken the lease over, as after a pause of this process that was longer than a lease lives.</summary>
    public Task<DeploymentTakenException> Lost => _lost.Task;

    /// <summary>Takes the lease of a group.</summary>
    /// <param name="connection">How the cluster is reached.</param>
    /// <param name="group">The consumer group.</param>
    /// <param name="topic">A topic of the deployment; the lease stands at its partition 0, in a group of its own.</param>
    /// <param name="reader">Who reads: the same name for the same state, also after a restart.</param>
    /// <param name="cancel">Ends the waiting for a reader that is gone.</param>
    /// <exception cref="DeploymentTakenException">Another reader has it.</exception>
    /// <exception cref="BrokerException">The broker does not answer.</exception>
    public static async Task<ReaderLease> TakeAsync(KafkaConnection connection, string group, string topic, string reader, CancellationToken cancel = default)
    {
        var lease = new ReaderLease(connection, group, topic, reader);
        try
        {
            await Task.Run(() => lease.Take(cancel), cancel);
            lease._thread = BackgroundThread.Start($"reader of {group}", lease.Hold);
            return lease;
        }
        catch
        {
            lease._note.Dispose();
            throw;
        }
    }

    /// <summary>Gives the lease back, unless another has it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsSet) return;
        _stop.Set();
        await Task.Run(() => _thread?.Join(CloseTimeout));   // a broker that is away may hold the thread for longer
    }

    void Take(CancellationToken cancel)
    {
        var (number, holder) = Patiently(_note.Read, cancel);
        for (var waited = TimeSpan.Zero; IsOther(holder); waited += Poll)
        {
            if (waited >= Lifetime) break;
            if (cancel.WaitHandle.WaitOne(Poll)) cancel.ThrowIfCancellationRequested();
            var (later, now) = Patiently(_note.Read, cancel);
            if (later != number && IsOther(now)) throw Taken(now);
            holder = now;
        }
        _ = Patiently(Write, cancel);
    }

    static T Patiently<T>(Func<T> ask, CancellationToken cancel)
    {
        for (var watch = Stopwatch.StartNew(); ;)
        {
            try
            {
                return ask();
            }
            catch (BrokerException) when (watch.Elapsed < Patience)
            {
                if (cancel.WaitHandle.WaitOne(Poll)) cancel.ThrowIfCancellationRequested();
            }
        }
    }

    void Hold()
    {
        while (!_stop.Wait(Beat))
        {
            try
            {
                if (_note.Read() is var (_, holder) && IsOther(holder))
                {
                    _lost.TrySetResult(Taken(holder));
                    break;
                }
                Write();
            }
            catch (BrokerException)
            {
                // The shards say that no broker answers; whoever could take the lease has none either.
            }
        }
        Release();
    }

    void Release()
    {
        try
        {
            if (!_lost.Task.IsCompleted) _note.Write(Now, "");
        }
        catch (BrokerException)
        {
            // The lease ends by itself.
        }
        _note.Dispose();
    }

    long Write()
    {
        var now = Now;
        _note.Write(now, $"{_process} {_reader}");
        return now;
    }

    bool IsOther(string holder) => holder.Length > 0 && holder[(holder.IndexOf(' ') + 1)..] != _reader;

    DeploymentTakenException Taken(string holder) => new(
        $"consumer group {_group} is read already by {holder[(holder.IndexOf(' ') + 1)..]}, process {holder[..Math.Max(0, holder.IndexOf(' '))]}: two readers would learn every event twice. "
        + "End that one, or read as another group: write 'group: NAME' beside the stream's topic in the pipeline file");

    static long Now => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
}
