using System.Globalization;
using System.Xml.Linq;
using OxyPlot;

namespace DistributedML.Models.Reports;

/// <summary>
/// Draws a chart as SVG inside the page. OxyPlot's drawing is for a file of its own: here its size gives way to the page's width, its colours
/// and fonts to the page's, and its names get the chart's name in front, because names are unique in a page.
/// </summary>
static class ChartSvg
{
    const double Width = 480;
    const double Height = 440;

    static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    static readonly (string Literal, string Variable)[] Colours =
        [.. ChartStyle.All.Select(style => ($"rgb(1,2,{style.Variable})", $"var({style.Name})"))];

    /// <summary>The drawing. The name is unique in the page.</summary>
    public static string Html(ReportChart chart, string name)
    {
        var exporter = new SvgExporter { Width = Width, Height = Height, IsDocument = false };
        var root = XElement.Parse(exporter.ExportToString(ChartPlot.Of(chart)));
        foreach (var element in root.DescendantsAndSelf().ToList()) Adapt(element, name);
        Describe(root, chart);
        return root.ToString(SaveOptions.DisableFormatting);
    }

    static void Adapt(XElement element, string name)
    {
        if (element.Name == Svg + "text")
        {
            foreach (var own in (string[])["fill", "font-family", "font-size", "font-weight"]) element.SetAttributeValue(own, null);
        }
        if (element.Attribute("style") is { } style) style.Value = Coloured(style.Value);
        if (element.Attribute("id") is { } id) id.Value = $"{name}-{id.Value}";
        if (element.Attribute("clip-path") is { } clip) clip.Value = clip.Value.Replace("url(#", $"url(#{name}-", StringComparison.Ordinal);
    }

    static string Coloured(string style) =>
        Colours.Aggregate(style, (text, colour) => text.Replace(colour.Literal, colour.Variable, StringComparison.Ordinal));

    static void Describe(XElement root, ReportChart chart)
    {
        root.SetAttributeValue("width", null);
        root.SetAttributeValue("height", null);
        root.SetAttributeValue("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {Width} {Height}"));
        root.SetAttributeValue("class", "plot");
        root.SetAttributeValue("role", "img");
        root.SetAttributeValue("aria-label", Description(chart));
    }

    static string Description(ReportChart chart)
    {
        var names = chart.Series.Select(series => series.Name).Where(name => name.Length > 0);
        return Markup.Legal($"{chart.Title}: {chart.YAxis} by {chart.XAxis}. {string.Join(", ", names)}");
    }
}
