using DistributedML.Spark.Rows;
using Microsoft.Spark.Sql.Types;

namespace DistributedML.Spark.Functions;

/// <summary>The columns of rows of a C# type.</summary>
static class OutputSchema
{
    /// <summary>A record's, class's or tuple's members; a single value is the column <c>value</c>.</summary>
    /// <exception cref="ArgumentException">Spark has no type for it; the message names the member.</exception>
    public static StructType Of(Type type) =>
        SparkTypes.Of(type) as StructType ?? new StructType([new StructField("value", SparkTypes.Of(type), SparkTypes.IsNullable(type))]);
}
