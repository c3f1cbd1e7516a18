namespace Microsoft.Spark.Sql.Types;

/// <summary>A type whose values are not made of others: all but null, arrays, maps and structs.</summary>
public abstract class AtomicType : DataType
{
}
