using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace DistributedML.Data;

/// <summary>Typed columns of a batch, for loops over training input: the values lie side by side, nothing is copied.</summary>
public static class BatchColumns
{
    /// <summary>A column of doubles without nulls.</summary>
    /// <exception cref="TableException">The column is not there, has another type or holds nulls.</exception>
    public static ReadOnlySpan<double> Doubles(this RecordBatch batch, string column) => Whole<DoubleArray>(batch, column).Values;

    /// <summary>A column of 64-bit integers without nulls.</summary>
    /// <exception cref="TableException">The column is not there, has another type or holds nulls.</exception>
    public static ReadOnlySpan<long> Integers(this RecordBatch batch, string column) => Whole<Int64Array>(batch, column).Values;

    /// <summary>A column of 32-bit integers without nulls.</summary>
    /// <exception cref="TableException">The column is not there, has another type or holds nulls.</exception>
    public static ReadOnlySpan<int> ShortIntegers(this RecordBatch batch, string column) => Whole<Int32Array>(batch, column).Values;

    /// <summary>A column of days without nulls, as days since 1970-01-01.</summary>
    /// <exception cref="TableException">The column is not there, has another type or holds nulls.</exception>
    public static ReadOnlySpan<int> Days(this RecordBatch batch, string column) => Whole<Date32Array>(batch, column).Values;

    /// <summary>A column of timestamps without nulls, in microseconds since 1970-01-01T00:00.</summary>
    /// <exception cref="TableException">The column is not there, has another type or holds nulls.</exception>
    public static ReadOnlySpan<long> Timestamps(this RecordBatch batch, string column) =>
        Whole<TimestampArray>(batch, column) is var array && ((TimestampType)array.Data.DataType).Unit == TimeUnit.Microsecond
            ? array.Values : throw new TableException($"column '{column}' is {array.Data.DataType}; expected timestamps in microseconds");

    /// <summary>A column of texts; ask it by row for bytes or a string, null where the row has none.</summary>
    /// <exception cref="TableException">The column is not there or has another type.</exception>
    public static StringArray Texts(this RecordBatch batch, string column) => Column<StringArray>(batch, column);

    /// <summary>The row's text as a new string; null where there is none.</summary>
    public static string? Text(this StringArray texts, int row) => texts.IsNull(row) ? null : Encoding.UTF8.GetString(texts.GetBytes(row));

    static T Whole<T>(RecordBatch batch, string column) where T : Apache.Arrow.Array =>
        Column<T>(batch, column) is { NullCount: 0 } array ? array : throw new TableException($"column '{column}' holds nulls; expected none");

    static T Column<T>(RecordBatch batch, string column) where T : Apache.Arrow.Array
    {
        var index = batch.Schema.GetFieldIndex(column);
        if (index < 0) throw new TableException($"no column '{column}'; expected one of {string.Join(", ", batch.Schema.FieldsList.Select(field => field.Name))}");
        return batch.Column(index) as T ?? throw new TableException($"column '{column}' is {batch.Column(index).Data.DataType.Name}; expected {typeof(T).Name}");
    }
}
