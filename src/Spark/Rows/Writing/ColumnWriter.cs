using Apache.Arrow;

namespace DistributedML.Spark.Rows;

/// <summary>Makes an Arrow column of values.</summary>
abstract class ColumnWriter
{
    /// <summary>The column's name and, for values inside one, the way to them.</summary>
    public string Path { get; internal set; } = "value";

    public WriteContext Context { get; internal set; } = new();

    /// <summary>Whether null may be appended.</summary>
    public virtual bool IsNullable { get; internal set; } = true;

    /// <summary>How many values were appended.</summary>
    public abstract int Length { get; }

    /// <summary>How many bytes they take, about.</summary>
    public abstract long Bytes { get; }

    /// <exception cref="InvalidOperationException">The column is declared without nulls; the message names it and the row.</exception>
    public abstract void AppendNull();

    /// <summary>Appends a boxed value of a type that becomes the column's, or null.</summary>
    /// <exception cref="InvalidCastException">It has another type or does not fit; the message names column and row.</exception>
    public abstract void AppendObject(object? value);

    /// <summary>The column; the writer is empty again.</summary>
    public IArrowArray Build() => ArrowArrayFactory.BuildArray(Take());

    /// <summary>Forgets what was appended.</summary>
    public abstract void Reset();

    /// <summary>Appends something in the place of a null whose bit is kept elsewhere.</summary>
    internal abstract void AppendDefault();

    internal abstract ArrayData Take();

    protected long Row => Context.Row < 0 ? Length : Context.Row;

    protected Exception Wrong(string what, Exception? cause = null) => new InvalidCastException($"Column '{Path}', row {Row}: {what}", cause);

    protected Exception NullRefused() => new InvalidOperationException($"Column '{Path}' is declared without nulls, but row {Row} has null there");
}
