namespace DistributedML.Models.Reports;

/// <summary>The common scale of horizontal bars. Values are divided by the largest magnitude, so their range cannot overflow.</summary>
/// <param name="Largest">The largest magnitude.</param>
/// <param name="Low">The scale's left end, from -1 to 0.</param>
/// <param name="High">The scale's right end, from 0 to 1.</param>
readonly record struct Bars(double Largest, double Low, double High)
{
    /// <summary>The scale that holds zero and all values that are finite.</summary>
    public static Bars Of(IEnumerable<double> values)
    {
        var finite = values.Where(double.IsFinite).ToList();
        var largest = finite.Select(Math.Abs).DefaultIfEmpty().Max();
        return largest == 0 ? new(0, 0, 1) : new(largest, Math.Min(0, finite.Min() / largest), Math.Max(0, finite.Max() / largest));
    }

    /// <summary>A value's bar, as wide as the cell allows; empty for zero and for what is not finite.</summary>
    public string Svg(double value)
    {
        if (value == 0 || !double.IsFinite(value)) return "";
        var from = Math.Min(0, value / Largest);
        var to = Math.Max(0, value / Largest);
        var style = value < 0 ? "negative" : "positive";
        var place = $"""x="{Place(from)}%" width="{Width(to - from)}%" height="100%" """;
        return $"""<svg class="{style}" aria-hidden="true"><rect {place}rx="2"></rect></svg>""";
    }

    string Place(double value) => Numbers.Style(100 * (value - Low) / (High - Low));

    string Width(double width) => Numbers.Style(100 * width / (High - Low));
}
