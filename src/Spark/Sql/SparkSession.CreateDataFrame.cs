using Apache.Arrow;
using DistributedML.Spark.Connect;
using DistributedML.Spark.Rows;
using Microsoft.Spark.Sql.Types;

namespace Microsoft.Spark.Sql;

public sealed partial class SparkSession
{
    const string SingleColumn = "_1";

    /// <summary>A table of these rows, whose values stand in the order of the schema's columns.</summary>
    public DataFrame CreateDataFrame(IEnumerable<GenericRow> data, StructType schema) => Create(data, schema);

    /// <summary>A table of these rows, whose values stand in the order of the schema's columns.</summary>
    public DataFrame CreateDataFrame(IEnumerable<Row> data, StructType schema) => Create(data, schema);

    /// <summary>A table of one column, <c>_1</c>.</summary>
    public DataFrame CreateDataFrame(IEnumerable<int> data) => Create(data, schema: null);

    /// <inheritdoc cref="CreateDataFrame(IEnumerable{int})"/>
    public DataFrame CreateDataFrame(IEnumerable<int?> data) => Create(data, schema: null);

    /// <inheritdoc cref="CreateDataFrame(IEnumerable{int})"/>
    public DataFrame CreateDataFrame(IEnumerable<string?> data) => Create(data, schema: null);

    /// <inheritdoc cref="CreateDataFrame(IEnumerable{int})"/>
    public DataFrame CreateDataFrame(IEnumerable<double> data) => Create(data, schema: null);

    /// <inheritdoc cref="CreateDataFrame(IEnumerable{int})"/>
    public DataFrame CreateDataFrame(IEnumerable<double?> data) => Create(data, schema: null);

    /// <inheritdoc cref="CreateDataFrame(IEnumerable{int})"/>
    public DataFrame CreateDataFrame(IEnumerable<bool> data) => Create(data, schema: null);

    /// <inheritdoc cref="CreateDataFrame(IEnumerable{int})"/>
    public DataFrame CreateDataFrame(IEnumerable<bool?> data) => Create(data, schema: null);

    /// <inheritdoc cref="CreateDataFrame(IEnumerable{int})"/>
    public DataFrame CreateDataFrame(IEnumerable<Date?> data) => Create(data, schema: null);

    /// <inheritdoc cref="CreateDataFrame(IEnumerable{int})"/>
    public DataFrame CreateDataFrame(IEnumerable<Timestamp?> data) => Create(data, schema: null);

    /// <summary>
    /// A table of values of T: of records or classes with a column per property, of tuples with the columns _1, _2, ..., of numbers, texts and the like with the one
    /// column _1; of dictionaries by name, with a schema.
    /// </summary>
    /// <param name="data">The rows; they are read now.</param>
    /// <param name="schema">The columns; those of T when null.</param>
    /// <exception cref="InvalidCastException">A T does not fill the columns, or a value does not fit; the message names column and row.</exception>
    public DataFrame CreateDataFrame<T>(IEnumerable<T> data, StructType? schema = null) => Create(data, schema);

    /// <inheritdoc cref="CreateDataFrame{T}(IEnumerable{T}, StructType)"/>
    public Task<DataFrame> CreateDataFrameAsync<T>(IEnumerable<T> data, StructType? schema = null, CancellationToken cancel = default) =>
        CreateDataFrameAsync(Iterate(data), schema, cancel);

    /// <inheritdoc cref="CreateDataFrame{T}(IEnumerable{T}, StructType)"/>
    public async Task<DataFrame> CreateDataFrameAsync<T>(IAsyncEnumerable<T> data, StructType? schema = null, CancellationToken cancel = default)
    {
        if (schema is not null && typeof(IReadOnlyDictionary<string, object?>).IsAssignableFrom(typeof(T)))
            return await CreateDataFrameAsync(data.Select(row => NamedRow((IReadOnlyDictionary<string, object?>)row!, schema)), schema, cancel).ConfigureAwait(false);
        var columns = schema ?? SchemaOf(typeof(T));
        var (table, rows) = (new LocalTable(Client, columns), new RowWriter<T>(columns));
        await foreach (var row in data.WithCancellation(cancel).ConfigureAwait(false))
        {
            rows.Append(row);
            if (LocalTable.IsFull(rows.Bytes)) await table.AddAsync(rows.Build(), cancel).ConfigureAwait(false);
        }
        if (rows.Length > 0) await table.AddAsync(rows.Build(), cancel).ConfigureAwait(false);
        return new(this, NewRelation(await table.FinishAsync(cancel).ConfigureAwait(false)));
    }

    /// <summary>A table of Arrow batches, all of one schema.</summary>
    /// <exception cref="NotSupportedException">Spark has no type for a column; the message names it.</exception>
    public DataFrame CreateDataFrame(IEnumerable<RecordBatch> batches, StructType? schema = null) => Blocking.Wait(() => CreateDataFrameAsync(batches, schema));

    /// <inheritdoc cref="CreateDataFrame(IEnumerable{RecordBatch}, StructType)"/>
    public Task<DataFrame> CreateDataFrameAsync(IEnumerable<RecordBatch> batches, StructType? schema = null, CancellationToken cancel = default) =>
        CreateDataFrameAsync(Iterate(batches), schema, cancel);

    /// <inheritdoc cref="CreateDataFrame(IEnumerable{RecordBatch}, StructType)"/>
    public async Task<DataFrame> CreateDataFrameAsync(IAsyncEnumerable<RecordBatch> batches, StructType? schema = null, CancellationToken cancel = default)
    {
        LocalTable? table = null;
        await foreach (var batch in batches.WithCancellation(cancel).ConfigureAwait(false))
        {
            table ??= new LocalTable(Client, schema ?? ArrowTypes.ToSpark(batch.Schema));
            await table.AddAsync(batch, cancel).ConfigureAwait(false);
        }
        table ??= new LocalTable(Client, schema ?? throw new ArgumentException("There is no batch to take the schema from: give it", nameof(schema)));
        return new(this, NewRelation(await table.FinishAsync(cancel).ConfigureAwait(false)));
    }

    DataFrame Create<T>(IEnumerable<T> data, StructType? schema) => Blocking.Wait(() => CreateDataFrameAsync(data, schema));

    static StructType SchemaOf(Type type) => SparkTypes.Of(type) is StructType record && SparkTypes.IsStruct(type)
        ? record
        : new([new StructField(SingleColumn, SparkTypes.Of(type), SparkTypes.IsNullable(type))]);

    static GenericRow NamedRow(IReadOnlyDictionary<string, object?> values, StructType schema)
    {
        foreach (var name in values.Keys)
        {
            if (schema.IndexOf(name) < 0) throw new InvalidCastException(NearNames.Missing(name, schema.Fields.Select(field => field.Name)));
        }
        return new([.. schema.Fields.Select(field => values.GetValueOrDefault(field.Name))]);
    }

    static async IAsyncEnumerable<T> Iterate<T>(IEnumerable<T> data)
    {
        foreach (var row in data) yield return row;
        await Task.CompletedTask.ConfigureAwait(false);
    }
}
