namespace DistributedML.Spark.Functions;

/// <summary>Carries the row, counted from 0 within the partition, at which a function threw the inner exception.</summary>
sealed class FunctionRowException(long row, Exception cause) : Exception(cause.Message, cause)
{
    public long Row { get; } = row;
}
