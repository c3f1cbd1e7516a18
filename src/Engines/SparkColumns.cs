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
        var name => name.ToUpperInvariant(),
    };

    static string SparkName(TableType type) => type == TableType.Timestamp ? "timestamp_ntz" : type.Sql;
}
