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
}
