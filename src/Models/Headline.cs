namespace DistributedML.Models;

/// <summary>The metric by which versions of a model are compared.</summary>
/// <param name="Metric">Its name.</param>
/// <param name="HigherIsBetter">Whether more is better.</param>
/// <param name="Unit">What it is in, as people read it behind the number; empty for a number without unit.</param>
public readonly record struct Headline(string Metric, bool HigherIsBetter, string Unit = "")
{
    /// <summary>By how much one value is better than another; negative when it is worse.</summary>
    public double Gain(double value, double than) => HigherIsBetter ? value - than : than - value;
}
