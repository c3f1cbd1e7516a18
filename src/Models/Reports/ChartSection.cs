namespace DistributedML.Models.Reports;

/// <summary>The charts, each with its title and its legend as text of the page.</summary>
static class ChartSection
{
    /// <summary>The charts side by side; empty without any.</summary>
    public static string Html(IReadOnlyList<ReportChart> charts) =>
        charts.Count == 0
            ? ""
            : Markup.Section("charts", "Charts", $"""
            <div class="charts">
            {string.Join('\n', charts.Select(Figure))}
            </div>
            """);

    static string Figure(ReportChart chart, int index)
    {
        foreach (var series in chart.Series) Check(chart, series);
        var drawn = chart.Series.Any(series => ChartPlot.Finite(series).Any());
        return $"""
            <figure>
            <figcaption>{Markup.Text(chart.Title)}</figcaption>
            {(drawn ? ChartSvg.Html(chart, $"chart-{index}") : "<p>The chart has no finite points.</p>")}
            {(drawn ? Legend(chart) : "")}
            </figure>
            """;
    }

    static void Check(ReportChart chart, ChartSeries series)
    {
        if (series.X.Count == series.Y.Count) return;
        throw new ArgumentException(
            $"series {series.Name} of chart {chart.Title} has {series.X.Count} values of x and {series.Y.Count} of y; expected equally many");
    }

    static string Legend(ReportChart chart)
    {
        var entries = chart.Series.Select(Entry).Where(entry => entry.Length > 0).ToList();
        if (chart.Diagonal) entries.Add(Entry(ChartStyle.Diagonal.Swatch, "y = x"));
        return entries.Count == 0 ? "" : $"""<ul class="legend">{string.Concat(entries)}</ul>""";
    }

    static string Entry(ChartSeries series, int index) =>
        series.Name.Length == 0 ? "" : Entry(ChartPlot.HasDots(series) ? ChartStyle.Of(index).Dot : ChartStyle.Of(index).Swatch, series.Name);

    static string Entry(string swatch, string name) => $"<li>{swatch} {Markup.Text(name)}</li>";
}
