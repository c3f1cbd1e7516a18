using Apache.Arrow;

namespace DistributedML.Data;

/// <summary>Takes a table row by row: set the row's values (those not set are null), then call <see cref="EndRow"/>. One thread.</summary>
public abstract class TableWriter
{
    /// <summary>Sets a text; UTF-8, which is not checked.</summary>
    public abstract void SetText(int column, ReadOnlySpan<byte> text);

    /// <summary>Sets a 64-bit integer, or a timestamp in microseconds since 1970-01-01T00:00.</summary>
    public abstract void SetInteger(int column, long value);

    /// <summary>Sets a 32-bit integer, or a day since 1970-01-01.</summary>
    public abstract void SetShortInteger(int column, int value);

    /// <summary>Sets a double.</summary>
    public abstract void SetDouble(int column, double value);

    /// <summary>Sets a truth value.</summary>
    public abstract void SetBoolean(int column, bool value);

    /// <summary>Takes the row.</summary>
    public abstract void EndRow();

    /// <summary>Takes all rows of a batch that has the table's columns, in its order.</summary>
    public void Append(RecordBatch batch)
    {
        for (var row = 0; row < batch.Length; row++)
        {
            for (var column = 0; column < batch.ColumnCount; column++)
                if (!batch.Column(column).IsNull(row)) Set(column, batch.Column(column), row);
            EndRow();
        }
    }

    void Set(int column, IArrowArray values, int row)
    {
        switch (values)
        {
            case StringArray texts: SetText(column, texts.GetBytes(row)); break;
            case Int64Array integers: SetInteger(column, integers.Values[row]); break;
            case Int32Array integers: SetShortInteger(column, integers.Values[row]); break;
            case DoubleArray doubles: SetDouble(column, doubles.Values[row]); break;
            case BooleanArray flags: SetBoolean(column, flags.GetValue(row)!.Value); break;
            case TimestampArray times: SetInteger(column, times.Values[row]); break;
            case Date32Array days: SetShortInteger(column, days.Values[row]); break;
            default: throw new NotSupportedException($"a table writer has no columns of type {values.Data.DataType.Name}");
        }
    }
}
