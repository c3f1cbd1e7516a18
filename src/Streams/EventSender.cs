using System.Collections.Concurrent;
using System.Text;
using Confluent.Kafka;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Events;

namespace DistributedML.Streams;

/// <summary>Checks single events and sends them to the topic of each stream whose key they have. Used by any thread.</summary>
public sealed class EventSender : IDisposable
{
    readonly Pipeline _pipeline;
    readonly EventSchema _schema;
    readonly Func<StreamDefinition, EventSchema> _schemaOf;
    readonly Func<IProducer<byte[], byte[]>> _create;
    readonly ConcurrentBag<IProducer<byte[], byte[]>> _former = [];
    volatile IProducer<byte[], byte[]> _producer;

    /// <param name="pipeline">The pipeline.</param>
    /// <param name="connection">How the cluster is reached.</param>
    /// <param name="schema">What is known of an event on any stream; with the streams' keys.</param>
    /// <param name="schemaOf">What the readers of a stream expect, so that nothing is sent that they refuse.</param>
    internal EventSender(Pipeline pipeline, KafkaConnection connection, EventSchema schema, Func<StreamDefinition, EventSchema> schemaOf)
    {
        (_pipeline, _schema, _schemaOf) = (pipeline, schema, schemaOf);
        _create = () => Producers.Create(connection, schema.MaxBytes + (64 << 10));
        _producer = _create();
    }

    /// <summary>The event's key on a stream.</summary>
    /// <exception cref="EventFormatException">The event is not JSON, breaks the schema or an expectation, or has no such key.</exception>
    public string KeyOf(byte[] json, StreamDefinition stream) =>
        Key(Parse(json, _schema), stream) ?? throw new EventFormatException($"property {stream.Key}: expected a string, found nothing");

    /// <summary>
    /// Sees the topics as they are now: a producer goes by the partitions that it has seen for up to a minute. Returns when what was sent
    /// before is stored, or after a while.
    /// </summary>
    public void LookAgain()
    {
        var former = _producer;
        _producer = _create();
        former.Flush(Broker.Patience);
        _former.Add(former);   // whoever is about to send with it may
    }

    /// <summary>Sends an event to each topic whose key it has; returns when all are stored.</summary>
    /// <exception cref="EventFormatException">The event is not JSON, breaks the schema or an expectation, or has none of the keys.</exception>
    /// <exception cref="BrokerException">The broker does not take it.</exception>
    public async Task<IReadOnlyList<EventPosition>> Send(byte[] json, CancellationToken cancel)
    {
        var batch = Parse(json, _schema);
        foreach (var stream in _pipeline.Streams.Where(stream => Key(batch, stream) is not null)) _ = Parse(json, _schemaOf(stream));
        var sending = new List<Task<DeliveryResult<byte[], byte[]>>>();
        foreach (var stream in _pipeline.Streams)
        {
            if (Key(batch, stream) is { } key)
                sending.Add(_producer.ProduceAsync(stream.Topic, new() { Key = Encoding.UTF8.GetBytes(key), Value = json }, cancel));
        }
        if (sending.Count == 0)
            throw new EventFormatException($"the event has none of the streams' keys: {string.Join(", ", _pipeline.Streams.Select(stream => stream.Key).Distinct())}");
        try
        {
            return [.. (await Task.WhenAll(sending)).Select(sent => new EventPosition(sent.Topic, sent.Partition.Value, sent.Offset.Value))];
        }
        catch (KafkaException exception)
        {
            throw new BrokerException($"the event was not stored: {exception.Error.Reason}", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _producer.Dispose();
        foreach (var former in _former) former.Dispose();
    }

    string? Key(EventBatch batch, StreamDefinition stream)
    {
        var column = batch.Column(_schema.IndexOf(stream.Key));
        return column.Nulls[0] || column.Strings[0]!.Length == 0 ? null : column.Strings[0];
    }

    static EventBatch Parse(byte[] json, EventSchema schema)
    {
        var batch = new EventBatch(schema, 1);
        return new EventParser(schema, cachedStrings: 1).Append(json, batch) is { } reason ? throw new EventFormatException(reason) : batch;
    }
}
