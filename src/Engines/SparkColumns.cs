using Apache.Arrow;
using DistributedML.Data;
using Microsoft.Spark.Sql.Types;

namespace DistributedML.Engines;

/// <summary>Columns of tables as Spark, SQL and Arrow name them.</summary>
static class SparkColumns
{
    /// <summary>Spark's schema of a table with these columns.</summary>
    internal static Microsoft.Spark.Sql.Types.StructType Of(Schema schema) =>
        new(schema.FieldsList.Select(field => new StructField(field.Name, DataType.ParseDataType(SparkName(TableType.Of(field.DataType))), field.IsNullable)));

    /// <summary>A Spark type's name in the SQL that all engines read.</summary>
    internal static string SqlName(DataType type) => type.SimpleString switch
    {
        "long" => "BIGINT",
        "short" => "SMALLINT",
        "byte" => "TINYINT",
        "timestamp_ntz" => "TIMESTAMP",
        "timestamp" => "TIMESTAMP WITH TIME ZONE",
        var name => name.ToUpperInvariant(),
    };

    /// <summary>The type that a column of a Parquet file is read with.</summary>
    internal static string StoredType(ParquetColumn column) => column switch
    {
        { Storage: ParquetStorage.Nanoseconds } => "bigint",   // the setting nanosAsLong
        { Storage: ParquetStorage.Int96 } or { IsInstant: true } => "timestamp",
        { Type: "TIMESTAMP_S" or "TIMESTAMP_MS" or "TIMESTAMP" } => "timestamp_ntz",
        { Type: "UINTEGER" } => "bigint",
        { Type: "USMALLINT" } => "int",
        { Type: "UTINYINT" } => "smallint",
        _ => column.Type,
    };

    /// <summary>SQL of a column's value: times as they are, instants in a zone.</summary>
    internal static string Value(ParquetColumn column, string zone)
    {
        var name = SqlText.Name(column.Name);
        var utc = column.Storage == ParquetStorage.Nanoseconds ? $"timestamp_micros(floor({name} / 1000.0BD)::bigint)::timestamp_ntz" : $"{name}::timestamp_ntz";
        return column.IsInstant ? $"convert_timezone('UTC', {SqlText.Literal(zone)}, {utc})"
            : column.Storage == ParquetStorage.Plain ? name : utc;
    }

    static string SparkName(TableType type) => type == TableType.Timestamp ? "timestamp_ntz" : type.Sql;
}
