namespace Microsoft.Spark.Sql;

/// <summary>How far a stage of an operation has come.</summary>
/// <param name="StageId">Spark's number of the stage.</param>
/// <param name="Tasks">How many tasks it has.</param>
/// <param name="CompletedTasks">How many of them have ended.</param>
/// <param name="InputBytes">What they have read so far, in bytes.</param>
/// <param name="Done">Whether the stage has ended.</param>
public sealed record StageProgress(long StageId, long Tasks, long CompletedTasks, long InputBytes, bool Done);
