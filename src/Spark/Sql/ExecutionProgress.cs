namespace Microsoft.Spark.Sql;

/// <summary>How far an operation has come, as its server reports it every few seconds.</summary>
/// <param name="OperationId">The operation, by which it can be interrupted.</param>
/// <param name="Stages">Its stages so far.</param>
/// <param name="RunningTasks">How many tasks run now.</param>
/// <param name="Done">Whether the operation has ended; the last report of each that made one.</param>
public sealed record ExecutionProgress(string OperationId, IReadOnlyList<StageProgress> Stages, long RunningTasks, bool Done);
