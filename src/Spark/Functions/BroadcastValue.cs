namespace DistributedML.Spark.Functions;

/// <summary>The value of a broadcast as it travels.</summary>
sealed record BroadcastValue<T>(T Value) : IPortable;
