using System.Globalization;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace DistributedML.Models.Reports;

/// <summary>Makes OxyPlot's model of a chart, without title and legend: these are text of the page.</summary>
static class ChartPlot
{
    const double MarkerRadius = 3;
    const byte MarkerOpacity = 140;   // of 255, so that points over points show

    const int LongestTitle = 50;      // characters that fit beside the axis

    // OxyPlot does not count the title's own height, and measures labels in a narrow font: the page's may be a fifth wider.
    const double LeftTitleDistance = 24;
    const double BottomTitleDistance = 14;

    /// <summary>The plot of all points that are finite.</summary>
    public static PlotModel Of(ReportChart chart)
    {
        var plot = new PlotModel
        {
            Culture = CultureInfo.InvariantCulture,
            PlotAreaBorderColor = ChartStyle.Axis.Colour,
            PlotAreaBorderThickness = new(1, 0, 0, 1),
        };
        plot.Axes.Add(Axis(AxisPosition.Bottom, chart.XAxis, chart.UnitSquare));
        plot.Axes.Add(Axis(AxisPosition.Left, chart.YAxis, chart.UnitSquare));
        if (chart.Diagonal) plot.Annotations.Add(Diagonal());
        foreach (var (index, series) in chart.Series.Index()) plot.Series.Add(Series(series, ChartStyle.Of(index)));
        return plot;
    }

    /// <summary>The points of a series whose coordinates are both finite.</summary>
    public static IEnumerable<DataPoint> Finite(ChartSeries series) =>
        series.X.Zip(series.Y, (x, y) => new DataPoint(x, y)).Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y));

    /// <summary>Whether a series is drawn as dots: one point alone makes no line.</summary>
    public static bool HasDots(ChartSeries series) => series.Points || Finite(series).Take(2).Count() == 1;

    static LinearAxis Axis(AxisPosition position, string title, bool unit) => new()
    {
        Position = position,
        Title = Plain(title),
        LabelFormatter = Numbers.Tick,
        Minimum = unit ? 0 : double.NaN,
        Maximum = unit ? 1 : double.NaN,
        MinimumPadding = 0.03,
        MaximumPadding = 0.03,
        MajorStep = unit ? 0.2 : double.NaN,
        MajorGridlineStyle = LineStyle.Solid,
        MajorGridlineColor = ChartStyle.Grid.Colour,
        TicklineColor = ChartStyle.Axis.Colour,
        MinorTickSize = 0,
        MajorTickSize = 4,
        AxisTitleDistance = position == AxisPosition.Left ? LeftTitleDistance : BottomTitleDistance,
    };

    // OxyPlot breaks lines at line feeds, and reads _{…} and ^{…} as sub- and superscripts. A zero-width space between the two keeps them text.
    static string Plain(string title) => Markup.Legal(title.Length > LongestTitle ? $"{title[..LongestTitle]}…" : title)
        .ReplaceLineEndings(" ")
        .Replace("_{", "_\u200B{", StringComparison.Ordinal)
        .Replace("^{", "^\u200B{", StringComparison.Ordinal);

    static LineAnnotation Diagonal() => new()
    {
        Type = LineAnnotationType.LinearEquation,
        Slope = 1,
        Intercept = 0,
        Color = ChartStyle.Diagonal.Colour,
        LineStyle = LineStyle.Dash,
        StrokeThickness = 1,
        Layer = AnnotationLayer.BelowSeries,
    };

    static XYAxisSeries Series(ChartSeries series, ChartStyle style)
    {
        var points = Finite(series).ToList();
        return HasDots(series) ? Scatter(points, style) : Line(points, style);
    }

    static LineSeries Line(List<DataPoint> points, ChartStyle style)
    {
        var line = new LineSeries { Color = style.Colour, StrokeThickness = ChartStyle.LineWidth, LineJoin = LineJoin.Round };
        if (style.Dashes.Length > 0) line.Dashes = [.. style.Dashes.Select(dash => ChartStyle.LineWidth * dash)];
        line.Points.AddRange(points);
        return line;
    }

    // BinSize: of points on the same pixel one is drawn.
    static ScatterSeries Scatter(List<DataPoint> points, ChartStyle style)
    {
        var scatter = new ScatterSeries
        {
            MarkerType = MarkerType.Circle,
            MarkerSize = MarkerRadius,
            MarkerFill = OxyColor.FromAColor(MarkerOpacity, style.Colour),
            BinSize = 1,
        };
        scatter.Points.AddRange(points.Select(point => new ScatterPoint(point.X, point.Y)));
        return scatter;
    }
}
