using System.Xml.Linq;
using DistributedML.Models.Reports;

namespace DistributedML.Tests.Models.Reports;

/// <summary>A report's page, loaded as XML. Elements of the page and of its drawings are found by their local names.</summary>
sealed class Page(XElement root)
{
    public XElement Root => root;

    public static Page Of(ModelReport report)
    {
        var html = ReportPage.Html(report);
        Assert.StartsWith("<!DOCTYPE html>\n", html);
        return new(XDocument.Parse(html, LoadOptions.PreserveWhitespace).Root!);
    }

    public XElement Element(string name) => Elements(name).First();

    public IEnumerable<XElement> Elements(params string[] names) => root.DescendantsAndSelf().Where(element => names.Contains(element.Name.LocalName));

    public IEnumerable<XAttribute?> Attributes(params string[] names) =>
        root.DescendantsAndSelf().Attributes().Where(attribute => names.Contains(attribute.Name.LocalName));

    /// <summary>The texts of a table's rows, cell by cell, with the head's.</summary>
    public List<List<string>> Table(string style) =>
        [.. Elements("table").Single(table => table.Attribute("class")!.Value == style).Descendants("tr").Select(Cells)];

    static List<string> Cells(XElement row) => [.. row.Elements().Select(cell => cell.Value.Trim())];
}
