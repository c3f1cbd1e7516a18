using Apache.Arrow;
using Apache.Arrow.Types;

namespace DistributedML.Spark.Rows;

/// <summary>Writes structs: a writer per field, fed by a function that is compiled for the type.</summary>
/// <param name="type">The struct's type.</param>
/// <param name="fields">A writer per field.</param>
/// <param name="write">Takes a value apart into the writers.</param>
/// <param name="writeObject">The same of a value of another type; false when it cannot be taken apart.</param>
sealed class StructWriter<T>(StructType type, ColumnWriter[] fields, Action<ColumnWriter[], T> write, Func<ColumnWriter[], object, bool>? writeObject = null) : ValueWriter<T>(type)
{
    public override long Bytes => fields.Sum(part => part.Bytes);

    public override void AppendObject(object? value)
    {
        if (value is T || value is null || writeObject is null || !writeObject(fields, value)) base.AppendObject(value);
        else Added();
    }

    protected override void Add(T value) => write(fields, value);

    protected override void AddDefault()
    {
        foreach (var field in fields) field.AppendDefault();
    }

    protected override void Clear()
    {
        foreach (var field in fields) field.Reset();
    }

    protected override ArrayData Take(int length, int nulls, ArrowBuffer validity) => new(Type, length, nulls, 0, [validity], [.. fields.Select(field => field.Take())]);
}
