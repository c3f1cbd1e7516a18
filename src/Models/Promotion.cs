using System.Globalization;

namespace DistributedML.Models;

/// <summary>Whether a new version takes over, and why.</summary>
/// <param name="Promote">Whether it does.</param>
/// <param name="Why">The reason, for people.</param>
public sealed record Promotion(bool Promote, string Why)
{
    /// <summary>Users, days or rows that a comparison needs at least.</summary>
    public const int FewestUnits = 20;

    /// <summary>
    /// Standard errors by which the mean difference must lie above 0: one-sided at 5 %, so of versions that are no better about one in twenty takes over.
    /// </summary>
    public const double StandardErrors = 1.645;

    /// <summary>Decides about the first version of a model. It serves unless it is known to be worse than what needs no learning: nothing else does.</summary>
    public static Promotion First(Headline headline, Evaluation version) =>
        WorseThanBaseline(headline, version) is { } why && version.Units is not { Values.Count: < FewestUnits } ? new(false, why) : new(true, "the first version");

    /// <summary>Whether a version may take over at all; null when it may, for the comparison to decide.</summary>
    public static Promotion? Alone(Headline headline, Evaluation version)
    {
        var value = version.Metrics.GetValueOrDefault(headline.Metric, double.NaN);
        if (!double.IsFinite(value)) return new(false, $"its {headline.Metric} is not known, since {version.NotScored ?? "nothing was scored"}");
        if (WorseThanBaseline(headline, version) is { } why) return new(false, why);
        return version.Units is { } units && units.Values.Count(one => !double.IsNaN(one)) is < FewestUnits and var count ? TooFew(units.Unit, count) : null;
    }

    /// <summary>Compares two versions that were measured on the same table by the same protocol: paired, unit by unit.</summary>
    /// <param name="headline">The metric.</param>
    /// <param name="ours">The new version.</param>
    /// <param name="theirs">The champion.</param>
    /// <param name="champion">Its name.</param>
    public static Promotion Compare(Headline headline, Evaluation ours, Evaluation theirs, string champion)
    {
        var (value, other) = (ours.Metrics[headline.Metric], theirs.Metrics.GetValueOrDefault(headline.Metric, double.NaN));
        var both = Text($"{headline.Metric} {value:G4}, {champion} {other:G4}");
        if (ours.Units is null || theirs.Units is null)
            return double.IsNaN(other) ? new(true, $"{champion} could not be scored")
                : headline.Gain(value, other) > 0 ? new(true, $"better: {both}") : new(false, $"not better: {both}");
        if (ours.Units.With(theirs.Units) is not { } pairs) return new(false, $"{champion} was not measured on the same {ours.Units.Unit}");
        if (pairs.Count < FewestUnits) return TooFew(ours.Units.Unit, pairs.Count);
        var gains = pairs.Select(pair => headline.Gain(pair.Ours, pair.Theirs)).ToList();
        var mean = gains.Average();
        var error = Math.Sqrt(gains.Sum(gain => (gain - mean) * (gain - mean)) / (gains.Count - 1) / gains.Count);
        var said = Text($"{both}; mean gain {mean:G3} with standard error {error:G2} over the same {gains.Count:N0} {ours.Units.Unit}");
        return mean > StandardErrors * error ? new(true, $"better: {said}") : new(false, Text($"not better by {StandardErrors} standard errors: {said}"));
    }

    static string? WorseThanBaseline(Headline headline, Evaluation version) =>
        version.Baseline is { } baseline && version.Metrics.GetValueOrDefault(headline.Metric, double.NaN) is var value && headline.Gain(value, baseline) < 0
            ? Text($"worse than the baseline: {headline.Metric} {value:G4}, baseline {baseline:G4}") : null;

    static Promotion TooFew(string unit, int count) => new(false, Text($"measured on {count} {unit}; a comparison needs {FewestUnits}"));

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
