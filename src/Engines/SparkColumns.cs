using Apache.Arrow;
using Apache.Arrow.Types;
using DistributedML.Data.DuckDb;
using Microsoft.Spark.Sql.Types;
using ArrowBoolean = Apache.Arrow.Types.BooleanType;
using ArrowDouble = Apache.Arrow.Types.DoubleType;
using ArrowString = Apache.Arrow.Types.StringType;
using ArrowTimestamp = Apache.Arrow.Types.TimestampType;

namespace DistributedML.Engines;

/// <summary>Columns of tables as Spark, SQL and Arrow name them.</summary>
static class SparkColumns
{
    /// <summary>Spark's schema of a table with these columns.</summary>
    internal static Microsoft.Spark.Sql.Types.StructType Of(Schema schema) =>
        new(schema.FieldsList.Select(field => new StructField(field.Name, DataType.ParseDataType(SparkName(DuckTableWriter.SqlType(field.DataType))), field.IsNullable)));

    /// <summary>A Spark type's name in the SQL that all engines read.</summary>
    internal static string SqlName(DataType type) => type.SimpleString switch
    {
        "long" => "BIGINT",
        "short" => "SMALLINT",
        "byte" => "TINYINT",
        "timestamp_ntz" => "TIMESTAMP",
        var name => name.ToUpperInvariant(),
    };

    /// <summary>The Arrow type of a column whose SQL type <see cref="DuckTableWriter.SqlType"/> named.</summary>
    internal static IArrowType ArrowType(string sqlType) => sqlType switch
    {
        "bigint" => Int64Type.Default,
        "integer" => Int32Type.Default,
        "double" => ArrowDouble.Default,
        "boolean" => ArrowBoolean.Default,
        "timestamp" => new ArrowTimestamp(TimeUnit.Microsecond, (string?)null),
        "date" => Date32Type.Default,
        _ => ArrowString.Default,
    };

    static string SparkName(string sqlType) => sqlType == "timestamp" ? "timestamp_ntz" : sqlType;
}
