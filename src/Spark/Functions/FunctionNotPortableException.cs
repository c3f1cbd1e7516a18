namespace DistributedML.Spark.Functions;

/// <summary>A function or a value that it captured cannot travel to the executors; the message names it and says what to do.</summary>
public sealed class FunctionNotPortableException(string message) : InvalidOperationException(message);
