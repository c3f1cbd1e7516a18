using System.Diagnostics;
using System.Text.Json;
using DistributedML.Spark.Connect.Protocol;

namespace Microsoft.Spark.Sql.Streaming;

/// <summary>Hands the events of a session's streaming queries to its listeners. As long as there is one, the server streams events to a loop here.</summary>
sealed class ListenerBus(SparkSession session)
{
    readonly SemaphoreSlim _gate = new(1, 1);
    volatile StreamingQueryListener[] _listeners = [];
    Task _loop = Task.CompletedTask;

    public IReadOnlyList<StreamingQueryListener> Listeners => _listeners;

    /// <summary>Adds a listener; returns when the server has it on its bus, so that no later event is missed.</summary>
    public async Task AddAsync(StreamingQueryListener listener, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(listener);
        await _gate.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (_listeners.Length == 0)
            {
                var added = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _loop = Task.Run(() => LoopAsync(added), CancellationToken.None);
                await added.Task.WaitAsync(cancel).ConfigureAwait(false);
            }
            _listeners = [.. _listeners, listener];
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Removes a listener; with the last one the server's events end too.</summary>
    public async Task RemoveAsync(StreamingQueryListener listener, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (!_listeners.Contains(listener)) return;
            _listeners = [.. _listeners.Where(other => other != listener)];
            if (_listeners.Length > 0) return;
            await session.CommandAsync(new Command { StreamingQueryListenerBusCommand = new() { RemoveListenerBusListener = true } }, cancel).ConfigureAwait(false);
            await _loop.WaitAsync(cancel).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>A query of this session has started; the server tells it with the answer to the start instead of on the bus.</summary>
    public void OnStarted(string json)
    {
        if (_listeners.Length > 0) Hand(json, QueryStartedEvent.Parse, (listener, started) => listener.OnQueryStarted(started));
    }

    async Task LoopAsync(TaskCompletionSource added)
    {
        var listen = new Plan { Command = new Command { StreamingQueryListenerBusCommand = new() { AddListenerBusListener = true } } };
        try
        {
            await foreach (var response in session.Client.ExecuteAsync(listen).ConfigureAwait(false))
            {
                if (response.StreamingQueryListenerEventsResult is not { } result) continue;
                if (result.ListenerBusListenerAdded) added.TrySetResult();
                foreach (var happened in result.Events) Hand(happened);
            }
            added.TrySetException(new InvalidOperationException("Spark's server ended the stream of streaming queries' events before it began"));
        }
        catch (Exception failure)
        {
            // The end of the session ends the stream with an error, and the listeners with it.
            if (!added.TrySetException(failure)) Trace.TraceInformation($"Events of streaming queries end: {failure.Message}");
        }
    }

    void Hand(StreamingQueryListenerEvent happened)
    {
        switch (happened.EventType)
        {
            case StreamingQueryEventType.QueryProgressEvent:
                Hand(happened.EventJson, QueryProgressEvent.Parse, (listener, progress) => listener.OnQueryProgress(progress));
                break;
            case StreamingQueryEventType.QueryTerminatedEvent:
                Hand(happened.EventJson, QueryTerminatedEvent.Parse, (listener, terminated) => listener.OnQueryTerminated(terminated));
                break;
            case StreamingQueryEventType.QueryIdleEvent:
                Hand(happened.EventJson, QueryIdleEvent.Parse, (listener, idle) => listener.OnQueryIdle(idle));
                break;
            default:
                Trace.TraceWarning($"An event of a streaming query of a kind that this client does not know: {happened.EventJson}");
                break;
        }
    }

    void Hand<T>(string json, Func<JsonElement, T> parse, Action<StreamingQueryListener, T> hand)
    {
        T happened;
        try
        {
            using var document = JsonDocument.Parse(json);
            happened = parse(document.RootElement.Clone());
        }
        catch (Exception failure)
        {
            Trace.TraceError($"An event of a streaming query cannot be read: {failure.Message}: {json}");
            return;
        }
        foreach (var listener in _listeners)
        {
            try
            {
                hand(listener, happened);
            }
            catch (Exception failure)
            {
                Trace.TraceError($"{listener.GetType()} failed at {typeof(T).Name}: {failure}");
            }
        }
    }
}
