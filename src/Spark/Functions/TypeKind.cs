namespace DistributedML.Spark.Functions;

/// <summary>How a type is written in a travelling graph.</summary>
enum TypeKind : byte
{
    Named,
    Vector,
    Array,
    Generic,
}
