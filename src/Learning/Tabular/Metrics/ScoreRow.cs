namespace DistributedML.Learning.Tabular.Metrics;

/// <summary>A row that is positive or not, and the score that says how likely it is to be positive.</summary>
/// <param name="Positive">Whether the row is positive.</param>
/// <param name="Score">Its score; a larger one means more likely positive. Not NaN.</param>
/// <param name="Weight">How much the row counts; at least 0. A row of weight 0 is none.</param>
public readonly record struct ScoreRow(bool Positive, double Score, double Weight = 1)
{
    /// <summary>Whether the row counts.</summary>
    /// <exception cref="DatasetException">The score is NaN, or the weight is below 0 or not finite.</exception>
    internal bool IsCounted()
    {
        LearningRows.CheckWeight(Weight);
        if (double.IsNaN(Score)) throw new DatasetException("the score is NaN; expected a number");
        return Weight > 0;
    }
}
