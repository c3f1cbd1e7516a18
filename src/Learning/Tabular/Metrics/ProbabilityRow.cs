namespace DistributedML.Learning.Tabular.Metrics;

/// <summary>A row for which a classifier predicted probabilities.</summary>
/// <param name="Class">The code of the true class.</param>
/// <param name="Probabilities">A probability for each class, from 0 to 1.</param>
/// <param name="Weight">How much the row counts; at least 0. A row of weight 0 is none.</param>
public readonly record struct ProbabilityRow(int Class, ReadOnlyMemory<double> Probabilities, double Weight = 1)
{
    /// <summary>The class of the largest probability; the first of equal ones.</summary>
    public int Predicted
    {
        get
        {
            var probabilities = Probabilities.Span;
            var best = 0;
            for (var i = 1; i < probabilities.Length; i++)
                if (probabilities[i] > probabilities[best]) best = i;
            return best;
        }
    }

    /// <summary>Whether the row counts.</summary>
    /// <exception cref="DatasetException">The class, a probability, their number or the weight is out of range.</exception>
    internal bool IsCounted(int classes)
    {
        LearningRows.CheckLabel(Class, classes, Weight);
        if (Probabilities.Length != classes) throw new DatasetException($"{Probabilities.Length} probabilities for {classes} classes");
        foreach (var probability in Probabilities.Span)
            if (!(probability is >= 0 and <= 1))
                throw new DatasetException($"a probability is {probability}; expected a number from 0 to 1");
        return Weight > 0;
    }
}
