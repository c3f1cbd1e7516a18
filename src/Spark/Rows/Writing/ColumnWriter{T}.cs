using Microsoft.Spark.Sql.Types;

namespace DistributedML.Spark.Rows;

/// <summary>Makes an Arrow column of values of type T.</summary>
abstract class ColumnWriter<T> : ColumnWriter
{
    /// <summary>A writer of a column of this type.</summary>
    /// <exception cref="InvalidCastException">T does not become the type; the message names both.</exception>
    public static ColumnWriter<T> Create(DataType type, string name = "value", bool nullable = true) => (ColumnWriter<T>)Writers.Create(typeof(T), type, name, nullable, new());

    public abstract void Append(T value);

    public override void AppendObject(object? value)
    {
        if (value is T typed) Append(typed);
        else if (value is null) AppendNull();
        else AppendConverted(value);
    }

    void AppendConverted(object value)
    {
        T converted;
        try
        {
            converted = ValueConverter.To<T>(value);
        }
        catch (InvalidCastException error)
        {
            throw Wrong(error.Message, error);
        }
        Append(converted);
    }
}
