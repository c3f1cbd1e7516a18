namespace Microsoft.Spark.Sql;

// Vectors: arrays of floats.
public static partial class Functions
{
    /// <summary>The mean of the vectors of all rows.</summary>
    public static Column VectorAvg(Column vector) => Call("vector_avg", vector);

    /// <summary>The cosine of the angle between two vectors.</summary>
    public static Column VectorCosineSimilarity(Column left, Column right) => Call("vector_cosine_similarity", left, right);

    /// <summary>The inner product of two vectors.</summary>
    public static Column VectorInnerProduct(Column left, Column right) => Call("vector_inner_product", left, right);

    /// <summary>The Euclidean distance between two vectors.</summary>
    public static Column VectorL2Distance(Column left, Column right) => Call("vector_l2_distance", left, right);

    /// <summary>The length of a vector: Euclidean unless a degree of 1 or infinity, a float, is given.</summary>
    public static Column VectorNorm(Column vector, Column? degree = null) => CallOptional("vector_norm", vector, degree);

    /// <summary>The vector divided by its length.</summary>
    public static Column VectorNormalize(Column vector, Column? degree = null) => CallOptional("vector_normalize", vector, degree);

    /// <summary>The sum of the vectors of all rows.</summary>
    public static Column VectorSum(Column vector) => Call("vector_sum", vector);
}
