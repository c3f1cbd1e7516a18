using Apache.Arrow.Types;
using DuckDB.NET.Native;

namespace DistributedML.Data;

/// <summary>A type that columns of tables have on every engine, by its names.</summary>
public sealed class TableType
{
    TableType(IArrowType arrow, string sql, DuckDBType native, string words) => (Arrow, Sql, Native, Words) = (arrow, sql, native, words);

    /// <summary>UTF-8 text.</summary>
    public static TableType String { get; } = new(StringType.Default, "STRING", DuckDBType.Varchar, "a text");

    /// <summary>64-bit signed integer.</summary>
    public static TableType Integer { get; } = new(Int64Type.Default, "BIGINT", DuckDBType.BigInt, "an integer");

    /// <summary>32-bit signed integer.</summary>
    public static TableType ShortInteger { get; } = new(Int32Type.Default, "INTEGER", DuckDBType.Integer, "an integer");

    /// <summary>64-bit floating point.</summary>
    public static TableType Double { get; } = new(DoubleType.Default, "DOUBLE", DuckDBType.Double, "a number");

    /// <summary>true or false.</summary>
    public static TableType Boolean { get; } = new(BooleanType.Default, "BOOLEAN", DuckDBType.Boolean, "true or false");

    /// <summary>Date and time without zone, to the microsecond.</summary>
    public static TableType Timestamp { get; } =
        new(new TimestampType(TimeUnit.Microsecond, (string?)null), "TIMESTAMP", DuckDBType.Timestamp, "a time as 2011-09-09 10:26:00");

    /// <summary>Calendar day.</summary>
    public static TableType Date { get; } = new(Date32Type.Default, "DATE", DuckDBType.Date, "a day as 2011-09-09");

    /// <summary>All types.</summary>
    public static IReadOnlyList<TableType> All { get; } = [String, Integer, ShortInteger, Double, Boolean, Timestamp, Date];

    /// <summary>Arrow's type.</summary>
    public IArrowType Arrow { get; }

    /// <summary>The name in SQL, on every engine.</summary>
    public string Sql { get; }

    /// <summary>What a value is expected to be, for errors: "an integer".</summary>
    public string Words { get; }

    internal DuckDBType Native { get; }

    /// <summary>The type of an Arrow column.</summary>
    /// <exception cref="NotSupportedException">Tables have no such columns.</exception>
    public static TableType Of(IArrowType type) => type is TimestampType and not { Unit: TimeUnit.Microsecond, Timezone: null }
        ? throw new NotSupportedException("a table has no columns of times other than microseconds without zone") : Of(type.TypeId);

    /// <summary>The type of Arrow columns with this id; times are microseconds without zone.</summary>
    /// <exception cref="NotSupportedException">Tables have no such columns.</exception>
    public static TableType Of(ArrowTypeId type) => All.FirstOrDefault(one => one.Arrow.TypeId == type)
        ?? throw new NotSupportedException($"a table has no columns of type {type}; expected one of {string.Join(", ", All.Select(one => one.Arrow.TypeId))}");

    /// <inheritdoc/>
    public override string ToString() => Sql;
}
