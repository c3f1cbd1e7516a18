namespace DistributedML.Spark.Worker;

/// <summary>One function of a task.</summary>
/// <param name="Arguments">Which columns of the input it takes; for groups, Spark's lists of keys and values.</param>
/// <param name="Names">The names by which SQL gives the arguments; null for one that is given by its position.</param>
/// <param name="Commands">The functions as the client sent them: the first takes the columns, each next one the column before it.</param>
sealed record FunctionCall(IReadOnlyList<int> Arguments, IReadOnlyList<string?> Names, IReadOnlyList<byte[]> Commands);
