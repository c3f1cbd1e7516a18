namespace DistributedML.Learning.Tabular;

/// <summary>Probabilities of classes from their logarithms.</summary>
static class Softmax
{
    /// <summary>Replaces the scores s by exp(s) / Σ exp(s); a score of −∞ gives 0. Not all scores are −∞.</summary>
    public static void Apply(Span<double> scores)
    {
        var max = double.NegativeInfinity;
        foreach (var score in scores) max = Math.Max(max, score);
        var sum = 0.0;
        foreach (ref var score in scores) sum += score = Math.Exp(score - max);
        foreach (ref var score in scores) score /= sum;
    }
}
