namespace DistributedML.Models.Reports;

/// <summary>Writes the page about a trained model: one HTML file that needs nothing else, with no script.</summary>
public static class ReportPage
{
    // No script runs and nothing is loaded, even if the page had either.
    const string Policy = "default-src 'none'; style-src 'unsafe-inline'";

    static readonly Lazy<string> StyleSheet = new(ReadStyleSheet);

    /// <summary>
    /// The report as an HTML page that is also well-formed XML after its document type. It shows light and dark colours, fits a phone and prints.
    /// The same report always gives the same page.
    /// </summary>
    /// <exception cref="ArgumentException">A row of metrics, the confusion table or a series has another length than what it belongs to.</exception>
    public static string Html(ModelReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta name="color-scheme" content="light dark" />
            <meta http-equiv="Content-Security-Policy" content="{Policy}" />
            <title>{Markup.Text(report.Model)} – model report</title>
            <style>
            {StyleSheet.Value}
            </style>
            </head>
            <body>
            <main>
            {Heading(report)}
            {Body(report)}</main>
            </body>
            </html>

            """;
    }

    static string Heading(ModelReport report) =>
        $"""
        <header>
        <h1>{Markup.Text(report.Model)}</h1>
        <p>{Markup.Text(report.Kind)} · {Markup.Text(report.Estimator)}</p>
        </header>
        """;

    static string Body(ModelReport report) => string.Concat(
        FactSection.Notes(report.Notes),
        FactSection.Facts(report.Facts),
        report.Metrics is { } metrics ? MetricSection.Html(metrics) : "",
        ChartSection.Html(report.Charts),
        report.Confusion is { } confusion ? ConfusionSection.Html(confusion) : "",
        ImportanceSection.Html(report.Importances),
        FeatureSection.Html(report.Features));

    static string ReadStyleSheet()
    {
        using var reader = new StreamReader(typeof(ReportPage).Assembly.GetManifestResourceStream("DistributedML.Models.Reports.report.css")!);
        return reader.ReadToEnd().TrimEnd();
    }
}
