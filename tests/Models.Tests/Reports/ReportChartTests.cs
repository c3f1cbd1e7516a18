using System.Xml.Linq;
using CsCheck;
using DistributedML.Models.Reports;

namespace DistributedML.Tests.Models.Reports;

public class ReportChartTests
{
    static Page PageOf(params ReportChart[] charts) => Page.Of(new() { Model = "churn", Kind = "classifier", Estimator = "trees", Charts = charts });

    [Fact]
    public void Points_that_are_not_finite_are_left_out()
    {
        var page = PageOf(new ReportChart("c", "x", "y", [new("s", [0, 1, double.NaN, 3, 4], [0, double.PositiveInfinity, 2, 3, 4]) { Points = true }]));
        Assert.Equal(3, page.Elements("ellipse").Count());
    }

    [Fact]
    public void A_chart_without_finite_points_says_so()
    {
        var page = PageOf(new ReportChart("c", "x", "y", [new("s", [double.NaN], [1])]), new ReportChart("d", "x", "y", []));
        Assert.Equal(["The chart has no finite points.", "The chart has no finite points."], page.Elements("figure").Elements("p").Select(text => text.Value));
        Assert.Empty(page.Elements("svg"));
    }

    [Fact]
    public void A_unit_square_has_axes_from_zero_to_one()
    {
        var chart = new ReportChart("c", "x", "y", [new("s", [0.4, 0.5], [0.4, 0.5])]) { UnitSquare = true };
        string[] ticks = ["0", "0.2", "0.4", "0.6", "0.8", "1"];
        Assert.Equal([.. ticks, "x", .. ticks, "y"], PageOf(chart).Elements("text").Select(text => text.Value));
    }

    [Fact]
    public void The_diagonal_is_one_dashed_line_more_and_in_the_legend()
    {
        var chart = new ReportChart("c", "x", "y", [new("s", [0, 1], [0, 1])]);
        Assert.Equal(["s"], Legend(PageOf(chart)));
        var page = PageOf(chart with { Diagonal = true });
        Assert.Equal(["s", "y = x"], Legend(page));
        Assert.Equal(0, Dashed(PageOf(chart)));
        Assert.Equal(1, Dashed(page));
    }

    [Fact]
    public void Colours_come_from_the_page_so_that_they_are_light_or_dark()
    {
        var page = Page.Of(ReportExamples.Classifier);
        var styles = page.Elements("svg").Where(drawing => drawing.Attribute("role") is not null).Descendants().Attributes("style").ToList();
        Assert.NotEmpty(styles);
        Assert.All(styles, style => Assert.DoesNotContain("rgb", style.Value));
        Assert.All(styles, style => Assert.DoesNotContain("black", style.Value));
        Assert.All(page.Elements("text"), text => Assert.Null(text.Attribute("fill")));
    }

    [Fact]
    public void Names_that_look_like_markup_of_the_drawing_stay_as_they_are()
    {
        const string Name = "rgb(1,2,3) x_{1} y^{2}\nz";
        var page = PageOf(new ReportChart("c", Name, "y", [new(Name, [0, 1], [0, 1])]));
        Assert.Contains("rgb(1,2,3) x_\u200B{1} y^\u200B{2} z", page.Elements("text").Select(text => text.Value));
        Assert.Equal([Name], Legend(page));
    }

    [Fact]
    public void A_point_alone_is_a_dot_and_so_is_its_legend()
    {
        var page = PageOf(new ReportChart("c", "x", "y", [new("s", [1e9], [-1234567])]));
        Assert.Single(page.Elements("ellipse"));
        Assert.Single(page.Elements("circle"));
        Assert.Empty(page.Elements("line"));
    }

    [Fact]
    public void A_long_title_of_an_axis_ends_where_the_drawing_does_and_is_read_whole()
    {
        var title = string.Concat(Enumerable.Repeat("title ", 30));
        var page = PageOf(new ReportChart("c", title, "y", [new("s", [0, 1], [0, 1])]));
        Assert.Contains($"{title[..50]}…", page.Elements("text").Select(text => text.Value));
        Assert.Contains(title, page.Elements("svg").First().Attribute("aria-label")!.Value);
    }

    [Fact]
    public void The_first_twelve_series_look_different()
    {
        var page = PageOf(new ReportChart("c", "x", "y", [.. Enumerable.Range(0, 12).Select(index => new ChartSeries($"s{index}", [0, 1], [0, index]))]));
        Assert.Equal(12, page.Elements("line").Select(line => line.Attribute("style")!.Value).Distinct().Count());
    }

    [Fact]
    public void Any_numbers_give_a_page() => Gen.Select(Gen.Double.Array[0, 20], Gen.Bool, Gen.Bool, Gen.Bool).Sample((values, points, diagonal, unit) =>
    {
        var chart = new ReportChart("c", "x", "y", [new("s", values, [.. values.Reverse()]) { Points = points }]) { Diagonal = diagonal, UnitSquare = unit };
        Assert.All(PageOf(chart).Elements("polyline", "ellipse", "text").Attributes(), attribute => Assert.DoesNotContain("NaN", attribute.Value));
    }, iter: 300);

    static IEnumerable<string> Legend(Page page) => page.Elements("li").Select(entry => entry.Value[1..]);

    static int Dashed(Page page) =>
        page.Elements("polyline").Count(line => line.Attribute("style")!.Value.Contains("stroke-dasharray", StringComparison.Ordinal));
}
