using System.Globalization;
using System.Xml.Linq;
using DistributedML.Models.Reports;

namespace DistributedML.Tests.Models.Reports;

public class ReportTableTests
{
    static readonly ModelReport Bare = new() { Model = "churn", Kind = "classifier", Estimator = "trees" };

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.87341, "0.8734")]
    [InlineData(-0.87346, "-0.8735")]
    [InlineData(0.00012344, "0.0001234")]
    [InlineData(0.0000123456, "1.235e-5")]
    [InlineData(9999.6, "10,000")]
    [InlineData(12345.678, "12,350")]
    [InlineData(123456789.5, "123,500,000")]
    [InlineData(1234567890, "1.235e9")]
    [InlineData(1e300, "1e300")]
    [InlineData(double.MaxValue, "1.798e308")]
    [InlineData(2026, "2026")]
    [InlineData(123457, "123,457")]
    [InlineData(double.NaN, "–")]
    [InlineData(double.NegativeInfinity, "-∞")]
    public void Numbers_have_four_significant_digits_and_whole_numbers_all(double value, string expected) =>
        Assert.Equal(expected, Page.Of(Bare with { Metrics = new(["model"], [new("m", [value])]) }).Table("metrics")[1][1]);

    [Fact]
    public void Zero_has_no_sign() => Assert.Equal("0", Page.Of(Bare with { Metrics = new(["model"], [new("m", [-0.0])]) }).Table("metrics")[1][1]);

    [Fact]
    public void A_metric_that_is_undefined_says_so()
    {
        var page = Page.Of(Bare with { Metrics = new(["model", "majority"], [new("precision", [0.5, double.NaN])]) });
        Assert.Equal([["metric", "model", "majority"], ["precision", "0.5", "–"]], page.Table("metrics"));
        Assert.Equal("undefined on these rows", page.Elements("span").Single().Attribute("title")!.Value);
    }

    [Fact]
    public void Confusion_shows_shares_of_the_actual_class_and_rows()
    {
        var page = Page.Of(Bare with { Confusion = new(["stays", "churns", "never"], [[1500, 500, 0], [0.25, 0.75, double.NaN], [0, 0, 0]]) });
        Assert.Equal(
            [
                ["actual", "stays", "churns", "never", "rows"],
                ["stays", "75%1,500", "25%500", "0", "2,000"],
                ["churns", "25%0.25", "75%0.75", "–", "1"],
                ["never", "0", "0", "0", "0"],
            ],
            page.Table("confusion"));
        Assert.Equal(["--share:0.75", "--share:0.25", "--share:0.25", "--share:0.75"], page.Elements("td").Attributes("style").Select(style => style.Value));
    }

    [Fact]
    public void Of_many_classes_the_twenty_with_most_rows_are_shown_and_the_page_says_so()
    {
        var page = Page.Of(Bare with { Confusion = ReportExamples.Classes(24) });
        var rows = page.Table("confusion dense");
        Assert.Equal(["actual", .. Enumerable.Range(2, 20).Select(index => $"category {index}"), "others", "rows"], rows[0]);
        Assert.Equal(Enumerable.Range(2, 20).Select(index => $"category {index}"), rows.Skip(1).Select(row => row[0]));
        Assert.Contains("shows the 20 classes with most rows of 24; predictions of the other 4 are under “others”", page.Root.Value);
        Assert.Equal("others", Page.Of(Bare with { Confusion = ReportExamples.Classes(21) }).Table("confusion dense")[0][^2]);
        Assert.DoesNotContain("others", ReportPage.Html(Bare with { Confusion = ReportExamples.Classes(20) }));
    }

    [Fact]
    public void Shares_of_a_class_add_up_when_classes_are_left_out()
    {
        var row = Page.Of(Bare with { Confusion = ReportExamples.Classes(24) }).Elements("tr").ElementAt(1);
        var weights = row.Descendants("small").Select(weight => double.Parse(weight.Value, CultureInfo.InvariantCulture));
        Assert.Equal(ReportExamples.Classes(24).Weights[2].Sum(), weights.Sum());
    }

    [Fact]
    public void Importances_come_by_magnitude_with_bars_from_a_common_zero()
    {
        var page = Page.Of(Bare with { Importances = [new("none", 0), new("undefined", double.NaN), new("down", -1), new("up", 3)] });
        Assert.Equal(["up", "down", "none", "undefined"], page.Table("importances").Skip(1).Select(row => row[0]));
        Assert.Equal([("25%", "75%"), ("0%", "25%")], page.Elements("rect").Select(bar => (bar.Attribute("x")!.Value, bar.Attribute("width")!.Value)));
        Assert.DoesNotContain("not shown", page.Root.Value);
    }

    [Fact]
    public void Bars_hold_the_largest_numbers()
    {
        var page = Page.Of(Bare with { Importances = [new("a", double.MaxValue), new("b", -double.MaxValue), new("c", double.PositiveInfinity)] });
        Assert.Equal([("50%", "50%"), ("0%", "50%")], page.Elements("rect").Select(bar => (bar.Attribute("x")!.Value, bar.Attribute("width")!.Value)));
    }

    [Theory]
    [InlineData(30, "")]
    [InlineData(31, "1 more feature with a smaller magnitude is not shown.")]
    [InlineData(2000, "1,970 more features with smaller magnitudes are not shown.")]
    public void At_most_thirty_importances_are_shown(int count, string more)
    {
        var page = Page.Of(Bare with { Importances = [.. Enumerable.Range(1, count).Select(index => new FeatureValue($"f{index}", index))] });
        Assert.Equal(Enumerable.Range(count - 29, 30).Reverse().Select(index => $"f{index}"), page.Table("importances").Skip(1).Select(row => row[0]));
        Assert.Equal(more, page.Elements("section").Single().Elements("p").SingleOrDefault()?.Value ?? "");
    }

    [Fact]
    public void Features_show_the_statistics_of_their_sort()
    {
        var page = Page.Of(Bare with
        {
            Features =
            [
                new("age", "double", 2000, 500) { Min = 1, Mean = 2.5, Max = 4 },
                new("plan", "string", 200, 0) { Levels = [new("pro", 150), new("free", 50)], DistinctLevels = 9 },
                new("note", "string", 0, 0),
            ],
        });
        Assert.Equal(
            [
                ["age", "double", "2,000", "500 25%", "1", "2.5", "4", ""],
                ["plan", "string", "200", "0", "9", "pro 75% free 25% 7 more"],
                ["note", "string", "0", "0", "", ""],
            ],
            page.Elements("tbody").Elements("tr").Select(row => row.Elements().Select(cell => cell.Value).ToList()));
    }
}
