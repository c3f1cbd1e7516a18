using System.Runtime.CompilerServices;
using Apache.Arrow;
using Apache.Arrow.Compression;
using Apache.Arrow.Ipc;
using DistributedML.Spark.Connect;
using DistributedML.Spark.Connect.Protocol;
using Microsoft.Spark.Sql.Types;

namespace DistributedML.Spark.Rows;

/// <summary>The Arrow batches and the schema that a query's answers hold. A batch's values stay where gRPC put them.</summary>
sealed class ResultBatches(ConnectClient client, Relation relation)
{
    static readonly CompressionCodecFactory Codecs = new();

    /// <summary>The result's columns; null until the server has said them, which it does before the first batch.</summary>
    public StructType? Schema { get; private set; }

    public async IAsyncEnumerable<RecordBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var response in client.ExecuteAsync(new Plan { Root = relation }, cancel).ConfigureAwait(false))
        {
            if (response.Schema is not null) Schema = (StructType)DataTypes.FromProto(response.Schema);
            if (response.ArrowBatch is not { } answer) continue;
            using var stream = new ArrowStreamReader(answer.Data.Memory, Codecs);
            while (stream.ReadNextRecordBatch() is { } batch) yield return batch;
        }
    }

    /// <summary>The rows of each batch, by a reader that is made once.</summary>
    public async IAsyncEnumerable<RowReader<T>> ReadRowsAsync<T>([EnumeratorCancellation] CancellationToken cancel)
    {
        RowReader<T>? reader = null;
        var rows = 0L;
        await foreach (var batch in ReadAsync(cancel).ConfigureAwait(false))
        {
            reader ??= new(batch.Schema, Schema);
            reader.Bind(batch, rows);
            rows += batch.Length;
            yield return reader;
        }
        // That rows would not become T is said of an empty result too.
        if (reader is null && Schema is not null) _ = new RowReader<T>(ArrowTypes.ToArrow(Schema), Schema);
    }
}
