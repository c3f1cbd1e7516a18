namespace DistributedML.Models.Reports;

/// <summary>
/// Points of a chart, joined by a line unless <see cref="Points"/> says otherwise. Points with a coordinate that is not finite are left out.
/// </summary>
/// <param name="Name">Its name in the legend; empty for none.</param>
/// <param name="X">The points' horizontal coordinates.</param>
/// <param name="Y">The points' vertical coordinates, as many.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    /// <summary>Whether the points are drawn as a scatter chart instead of a line.</summary>
    public bool Points { get; init; }
}
