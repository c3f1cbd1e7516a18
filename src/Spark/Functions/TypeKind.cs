namespace DistributedML.Spark.Functions;

/// <summary>How a type is written in a travelling graph.</summary>
internal enum TypeKind : byte
{
    Named,
    Vector,
    Array,
    Generic,
}
