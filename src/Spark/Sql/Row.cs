using DistributedML.Spark.Rows;
using Microsoft.Spark.Sql.Types;

namespace Microsoft.Spark.Sql;

/// <summary>
/// A row of a DataFrame, or a struct in one. Its values are what C# has for Spark's types: an array is an ArrayList, a map a Hashtable, a
/// struct a Row,
/// a tinyint an sbyte, a date a <see cref="Date"/>, a timestamp a <see cref="Timestamp"/>, a timestamp_ntz a DateTime, a decimal a decimal or, beyond
/// 28 digits, a SqlDecimal; null is null.
/// </summary>
public sealed class Row
{
    readonly StructType? _schema;

    /// <summary>A row of these values in the schema's columns.</summary>
    /// <exception cref="ArgumentException">There are not as many values as columns.</exception>
    public Row(object?[] values, StructType schema)
    {
        if (values.Length != schema.Fields.Count) throw new ArgumentException($"A row of {values.Length} values does not fit a schema of {schema.Fields.Count} columns");
        (Values, _schema) = (values, schema);
    }

    Row(object?[] values) => Values = values;

    /// <summary>The columns.</summary>
    /// <exception cref="InvalidOperationException">The row was made of a GenericRow and has no schema.</exception>
    public StructType Schema => _schema ?? throw new InvalidOperationException("A row made of a GenericRow has no schema");

    /// <summary>The values, in the order of the columns.</summary>
    public object?[] Values { get; }

    internal bool HasSchema => _schema is not null;

    /// <summary>The value of a column, from 0.</summary>
    public object? this[int index] => Get(index);

    /// <summary>The value of the column of this name.</summary>
    public object? this[string columnName] => Get(columnName);

    /// <summary>A row without a schema.</summary>
    public static implicit operator Row(GenericRow genericRow) => new(genericRow.Values);

    /// <summary>How many columns there are.</summary>
    public int Size() => Values.Length;

    /// <summary>The value of a column, from 0.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such column.</exception>
    public object? Get(int index) =>
        (uint)index < (uint)Values.Length ? Values[index] : throw new IndexOutOfRangeException($"Index {index} is outside a row of {Values.Length} columns");

    /// <summary>The value of the column of this name; its case matters only where two names differ in nothing else.</summary>
    /// <exception cref="ArgumentException">There is no such column; the message has near names.</exception>
    public object? Get(string columnName)
    {
        var index = Schema.IndexOf(columnName);
        return index >= 0 ? Values[index] : throw new ArgumentException(NearNames.Missing(columnName, Schema.Fields.Select(field => field.Name)), nameof(columnName));
    }

    /// <summary>The value of a column as a T: numbers are converted where no digit is lost, arrays and maps element by element, a struct into a record.</summary>
    /// <exception cref="InvalidCastException">The value is no T.</exception>
    public T GetAs<T>(int index) => ValueConverter.To<T>(Get(index));

    /// <summary>The value of the column of this name as a T.</summary>
    /// <exception cref="InvalidCastException">The value is no T.</exception>
    public T GetAs<T>(string columnName) => ValueConverter.To<T>(Get(columnName));

    /// <summary>The values between brackets.</summary>
    public override string ToString() => $"[{string.Join(',', Values)}]";

    /// <summary>Whether the other row has equal values and an equal schema; arrays, maps and bytes are compared by what they hold.</summary>
    public override bool Equals(object? obj) =>
        obj is Row row && (ReferenceEquals(_schema, row._schema) || Equals(_schema, row._schema)) && ValueEquality.Equal(Values, row.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => ValueEquality.Hash(Values);
}
