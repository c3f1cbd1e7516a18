using Apache.Arrow;
using Apache.Arrow.Compression;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;

namespace DistributedML.Spark.Worker;

/// <summary>One Arrow stream from Spark. Closing it reads what is left, so that the socket stands behind the stream.</summary>
sealed class ArrowInput : IDisposable
{
    readonly ArrowStreamReader _reader;
    readonly CancellationToken _cancel;
    Schema? _inner;
    bool _ended;

    public ArrowInput(Stream stream, CancellationToken cancel)
    {
        _cancel = cancel;
        _reader = new(stream, ManagedAllocator.Instance, new CompressionCodecFactory(), leaveOpen: true);
    }

    /// <summary>How many rows were read.</summary>
    public long Rows { get; private set; }

    /// <summary>The columns that <see cref="Read"/> gives.</summary>
    public Schema Schema => _inner ??= Unwrap(_reader.Schema);

    /// <summary>The next batch, taken out of the struct column in which Spark wraps it; null at the end.</summary>
    public RecordBatch? Read()
    {
        var batch = ReadFlat();
        if (batch is null || !IsWrapped(_reader.Schema)) return batch;
        return new(Schema, ((StructArray)batch.Column(0)).Fields, batch.Length);
    }

    /// <summary>The next batch as it was sent.</summary>
    public RecordBatch? ReadFlat()
    {
        _cancel.ThrowIfCancellationRequested();
        var batch = _ended ? null : _reader.ReadNextRecordBatch();
        _ended = batch is null;
        Rows += batch?.Length ?? 0;
        return batch;
    }

    public IEnumerable<RecordBatch> ReadAll()
    {
        while (Read() is { } batch) yield return batch;
    }

    /// <summary>Reads what the function did not ask for.</summary>
    public void Finish()
    {
        while (ReadFlat() is { } rest) rest.Dispose();
    }

    public void Dispose() => _reader.Dispose();

    static bool IsWrapped(Schema schema) => schema.FieldsList is [{ DataType: StructType }];

    static Schema Unwrap(Schema schema) => IsWrapped(schema) ? new(((StructType)schema.FieldsList[0].DataType).Fields, null) : schema;
}
