namespace DistributedML.Models;

/// <summary>The metric by which versions of a model are compared.</summary>
/// <param name="Metric">Its name.</param>
/// <param name="HigherIsBetter">Whether more is better.</param>
public readonly record struct Headline(string Metric, bool HigherIsBetter)
{
    /// <summary>Whether a challenger is at least as good as the champion; a metric that is missing or not a number says nothing against it.</summary>
    public bool Favours(double challenger, double champion) =>
        double.IsNaN(challenger) || double.IsNaN(champion) || (HigherIsBetter ? challenger >= champion : challenger <= champion);
}
