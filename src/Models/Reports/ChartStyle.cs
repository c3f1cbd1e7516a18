using OxyPlot;

namespace DistributedML.Models.Reports;

/// <summary>
/// A colour and a pattern of dashes. OxyPlot draws in literal colours and the page needs variables, one value for light and one for dark:
/// so each variable has a literal colour that stands for it in the drawing.
/// </summary>
/// <param name="Variable">The number of the variable.</param>
/// <param name="Name">The name of the variable in the style sheet.</param>
/// <param name="Dashes">Lengths of dashes and gaps in turn, in widths of the line; empty for a solid line.</param>
sealed record ChartStyle(byte Variable, string Name, double[] Dashes)
{
    /// <summary>The width of a series' line.</summary>
    public const double LineWidth = 2;

    const int Colours = 6;
    const byte FirstOfSeries = 3;

    static readonly double[][] Patterns = [[], [4, 2], [1, 1.5], [5, 1.5, 1, 1.5]];

    // As many as there are different pairs of colour and pattern.
    static readonly ChartStyle[] Series = [.. Enumerable.Range(0, 12).Select(OfSeries)];

    /// <summary>Lines of the axes.</summary>
    public static ChartStyle Axis { get; } = new(0, "--muted", []);

    /// <summary>Lines of the grid.</summary>
    public static ChartStyle Grid { get; } = new(1, "--line", []);

    /// <summary>The line y = x.</summary>
    public static ChartStyle Diagonal { get; } = new(2, "--muted", [2, 0.5]);   // like OxyPlot's LineStyle.Dash

    /// <summary>All styles, for the way back from literals to variables.</summary>
    public static IReadOnlyList<ChartStyle> All { get; } = [Axis, Grid, Diagonal, .. Series];

    /// <summary>The literal colour that stands for the variable.</summary>
    public OxyColor Colour => OxyColor.FromRgb(1, 2, Variable);

    /// <summary>A short line for the legend.</summary>
    public string Swatch =>
        Drawing($"""<line x1="1" x2="27" y1="5" y2="5" style="stroke:var({Name});stroke-width:{LineWidth};stroke-dasharray:{DashArray}"></line>""");

    /// <summary>A dot for the legend.</summary>
    public string Dot => Drawing($"""<circle cx="14" cy="5" r="4" style="fill:var({Name})"></circle>""");

    string DashArray => Dashes.Length == 0 ? "none" : string.Join(' ', Dashes.Select(dash => Numbers.Style(LineWidth * dash)));

    /// <summary>The style of a chart's series: colours and patterns differ for the first twelve.</summary>
    public static ChartStyle Of(int series) => Series[series % Series.Length];

    static ChartStyle OfSeries(int index) => new((byte)(FirstOfSeries + index), $"--series-{index % Colours + 1}", Patterns[index % Patterns.Length]);

    static string Drawing(string content) => $"""<svg class="swatch" viewBox="0 0 28 10" aria-hidden="true">{content}</svg>""";
}
