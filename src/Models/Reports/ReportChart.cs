namespace DistributedML.Models.Reports;

/// <summary>A chart with two linear axes.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="XAxis">The title of the horizontal axis.</param>
/// <param name="YAxis">The title of the vertical axis.</param>
/// <param name="Series">Its curves and clouds of points.</param>
public sealed record ReportChart(string Title, string XAxis, string YAxis, IReadOnlyList<ChartSeries> Series)
{
    /// <summary>Whether a dashed line y = x is drawn for reference.</summary>
    public bool Diagonal { get; init; }

    /// <summary>Whether both axes go from 0 to 1; otherwise they go as far as the points.</summary>
    public bool UnitSquare { get; init; }
}
