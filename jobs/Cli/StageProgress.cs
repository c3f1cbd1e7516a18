namespace DistributedML.Jobs.Cli;

/// <summary>How far a stage is.</summary>
/// <param name="Text">What it does now.</param>
/// <param name="Fraction">Share done, 0 to 1; null while unknown.</param>
public readonly record struct StageProgress(string Text, double? Fraction = null);
