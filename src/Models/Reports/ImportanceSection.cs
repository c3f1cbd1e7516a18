namespace DistributedML.Models.Reports;

/// <summary>How much each feature counts, as horizontal bars from a common zero.</summary>
static class ImportanceSection
{
    const int MostFeatures = 30;

    /// <summary>The features of the largest magnitudes; empty without any.</summary>
    public static string Html(IReadOnlyList<FeatureValue> importances)
    {
        if (importances.Count == 0) return "";
        var shown = importances.OrderByDescending(feature => Magnitude(feature.Value)).Take(MostFeatures).ToList();
        var head = $"""{Markup.Column("feature", "name")}<th scope="col" class="bar" aria-label="bar"></th>{Markup.Column("importance")}""";
        var bars = Bars.Of(shown.Select(feature => feature.Value));
        var table = Markup.Table("importances", "Importances", head, shown.Select(feature => Row(feature, bars)));
        return Markup.Section("importances", "Importances", table + More(importances.Count - shown.Count));
    }

    // Values that are not a number come last.
    static double Magnitude(double value) => double.IsNaN(value) ? -1 : Math.Abs(value);

    static string Row(FeatureValue feature, Bars bars) =>
        $"""<tr>{Markup.Row(feature.Feature)}<td class="bar">{bars.Svg(feature.Value)}</td>{Markup.Number(feature.Value)}</tr>""";

    static string More(int hidden) => hidden switch
    {
        0 => "",
        1 => "\n<p>1 more feature with a smaller magnitude is not shown.</p>",
        _ => $"\n<p>{Numbers.Count(hidden)} more features with smaller magnitudes are not shown.</p>",
    };
}
