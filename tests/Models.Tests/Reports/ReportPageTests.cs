using System.Globalization;
using System.Xml.Linq;
using DistributedML.Models.Reports;

namespace DistributedML.Tests.Models.Reports;

public class ReportPageTests
{
    const string Hostile = "</title></style><script></script>\"'&amp;]]>";

    static readonly ModelReport Bare = new() { Model = "churn", Kind = "classifier", Estimator = "trees" };

    static readonly ModelReport OfHostileNames = new()
    {
        Model = Hostile,
        Kind = Hostile,
        Estimator = Hostile,
        Facts = [new(Hostile, Hostile)],
        Notes = [Hostile],
        Features = [new(Hostile, Hostile, 3, 1) { Mean = 1, Levels = [new(Hostile, 2)], DistinctLevels = 4 }],
        Metrics = new([Hostile], [new(Hostile, [1])]),
        Confusion = new([Hostile, Hostile], [[1, 2], [3, 4]]),
        Charts = [new(Hostile, Hostile, Hostile, [new(Hostile, [0, 1], [0, 1]), new(Hostile, [0, 1], [0, 1]) { Points = true }]) { Diagonal = true }],
        Importances = [new(Hostile, 1)],
    };

    [Fact]
    public void Pages_are_well_formed_and_need_nothing_else() => Assert.All([Bare, ReportExamples.Classifier, ReportExamples.Regressor, OfHostileNames], report =>
    {
        var page = Page.Of(report);
        Assert.Empty(page.Elements("script", "link", "img", "image", "iframe", "object", "use"));
        Assert.All(page.Attributes("src", "href", "srcset", "data"), Assert.Null);
        Assert.DoesNotContain("@import", ReportPage.Html(report));
        Assert.DoesNotContain(page.Root.DescendantsAndSelf().Attributes(), attribute => attribute.Value.Contains("url(http", StringComparison.OrdinalIgnoreCase));
    });

    [Fact]
    public void Names_stay_text_whatever_they_hold()
    {
        var html = ReportPage.Html(OfHostileNames);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        var page = Page.Of(OfHostileNames);
        Assert.Equal(Hostile, page.Element("h1").Value);
        Assert.Equal($"{Hostile} · {Hostile}", page.Element("p").Value);
        Assert.Equal([Hostile, Hostile], page.Elements("dt", "dd").Select(element => element.Value));
        Assert.Equal(2, page.Elements("text").Count(element => element.Value == Hostile));
        Assert.Equal(2, page.Elements("li").Count(element => element.Value.Trim() == Hostile && element.Elements().Any()));
        Assert.Equal(6, page.Elements("th").Count(element => element.Attribute("scope")!.Value == "row" && element.Value == Hostile));
    }

    [Fact]
    public void What_xml_cannot_hold_is_replaced() =>
        Assert.Equal("a\uFFFDb\uFFFDc\uFFFD😀d", Page.Of(Bare with { Model = "a\0b\uD83Dc\uDE00😀d" }).Element("h1").Value);

    [Fact]
    public void A_report_of_three_values_is_a_heading_and_no_section()
    {
        var page = Page.Of(Bare);
        Assert.Equal("churn – model report", page.Element("title").Value);
        Assert.Equal(["header"], page.Element("main").Elements().Select(element => element.Name.LocalName));
    }

    [Fact]
    public void Parts_without_rows_are_left_out()
    {
        var empty = Bare with { Metrics = new(["model"], []), Confusion = new([], []) };
        Assert.Equal(ReportPage.Html(Bare), ReportPage.Html(empty));
    }

    [Fact]
    public void Parts_with_rows_are_in_reading_order() => Assert.Equal(
        ["Training", "Metrics", "Charts", "Confusion", "Importances", "Data"], Page.Of(ReportExamples.Classifier).Elements("h2").Select(heading => heading.Value));

    [Fact]
    public void Every_cell_has_heads_every_drawing_a_name_every_identifier_one_bearer()
    {
        var page = Page.Of(ReportExamples.Classifier);
        Assert.All(page.Elements("th"), head => Assert.Contains(head.Attribute("scope")?.Value, (string[])["col", "row"]));
        Assert.All(page.Elements("table").SelectMany(table => table.Descendants("tr")), row =>
            Assert.Equal(row.Ancestors("table").Single().Descendants("tr").First().Elements().Count(), row.Elements().Count()));
        Assert.All(page.Elements("svg"), drawing =>
            Assert.True(drawing.Attribute("aria-hidden") is not null || drawing.Attribute("aria-label") is { Value.Length: > 0 }));
        var identifiers = page.Attributes("id").Select(id => id!.Value).ToList();
        Assert.Equal(identifiers.Distinct(), identifiers);
        Assert.All(page.Attributes("aria-labelledby"), label => Assert.Contains(label!.Value, identifiers));
    }

    [Fact]
    public void The_same_report_gives_the_same_page_in_every_culture()
    {
        var expected = ReportPage.Html(ReportExamples.Classifier) + ReportPage.Html(ReportExamples.Regressor);
        var before = CultureInfo.CurrentCulture;
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (other.NumberFormat.NumberDecimalSeparator, other.NumberFormat.NumberGroupSeparator, other.NumberFormat.NegativeSign) = (",", ".", "~");
        CultureInfo.CurrentCulture = other;
        try
        {
            Assert.Equal(expected, ReportPage.Html(ReportExamples.Classifier) + ReportPage.Html(ReportExamples.Regressor));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Lists_of_other_lengths_are_refused_by_name()
    {
        Assert.Contains("metric recall has 1 values; expected 2", Refusal(Bare with { Metrics = new(["model", "majority"], [new("recall", [1])]) }));
        Assert.Contains("has 2 rows of 2, 1 weights; expected 2 of 2", Refusal(Bare with { Confusion = new(["a", "b"], [[1, 2], [3]]) }));
        Assert.Contains("series s of chart c has 2 values of x and 1 of y", Refusal(Bare with { Charts = [new("c", "x", "y", [new("s", [1, 2], [1])])] }));
    }

    static string Refusal(ModelReport report) => Assert.Throws<ArgumentException>(() => ReportPage.Html(report)).Message;
}
