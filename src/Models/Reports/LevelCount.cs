namespace DistributedML.Models.Reports;

/// <summary>A level of a categorical feature.</summary>
/// <param name="Level">The level.</param>
/// <param name="Rows">The number of rows that have it.</param>
public sealed record LevelCount(string Level, long Rows);
