namespace Microsoft.Spark.Sql.Types;

/// <summary>A type of numbers.</summary>
public abstract class NumericType : AtomicType
{
}
