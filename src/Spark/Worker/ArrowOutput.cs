using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;

namespace DistributedML.Spark.Worker;

/// <summary>The answer of a task: one Arrow stream that begins with the first row.</summary>
sealed class ArrowOutput(Stream stream) : IDisposable
{
    ArrowStreamWriter? _writer;

    /// <summary>Sends the batch in one struct column, as Spark wants the rows of a table.</summary>
    public void WriteWrapped(RecordBatch batch, Schema schema)
    {
        if (batch.Length == 0) return;
        var type = new StructType(schema.FieldsList);
        var column = new StructArray(type, batch.Length, batch.Arrays, ArrowBuffer.Empty);
        Write(new(new Schema([new Field("_0", type, nullable: false)], null), [column], batch.Length));
    }

    /// <summary>Sends the batch as it is.</summary>
    public void Write(RecordBatch batch)
    {
        if (batch.Length == 0) return;
        if (_writer is null)
        {
            stream.WriteInt32(Signal.ArrowStream);
            _writer = new(stream, batch.Schema, leaveOpen: true);
        }
        _writer.WriteRecordBatch(batch);
    }

    /// <summary>Ends the stream, also when the task failed: what follows is read as a signal only behind its end.</summary>
    public void Dispose()
    {
        _writer?.WriteEnd();
        _writer?.Dispose();
        _writer = null;
    }
}
