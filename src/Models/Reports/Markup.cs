using System.Net;
using System.Xml;

namespace DistributedML.Models.Reports;

/// <summary>Pieces of a page's markup. The page is both HTML and well-formed XML, so that tests and tools can load it.</summary>
static class Markup
{
    /// <summary>Text that comes from data, for an element's content or an attribute in quotes.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(Legal(text));

    /// <summary>The text with U+FFFD in place of what XML cannot hold: most control characters, and halves of surrogate pairs.</summary>
    public static string Legal(string text)
    {
        if (text.All(XmlConvert.IsXmlChar)) return text;
        var legal = text.ToCharArray();
        for (var i = 0; i < legal.Length; i++)
        {
            if (XmlConvert.IsXmlChar(legal[i])) continue;
            if (i + 1 < legal.Length && char.IsSurrogatePair(legal[i], legal[i + 1])) i++;
            else legal[i] = '\uFFFD';
        }
        return new(legal);
    }

    /// <summary>A part of the page under a heading. The body is markup.</summary>
    public static string Section(string id, string title, string body) =>
        $"""
        <section aria-labelledby="{id}">
        <h2 id="{id}">{title}</h2>
        {body}
        </section>

        """;

    /// <summary>A table that scrolls sideways where the page is too narrow for it. Head and rows are markup.</summary>
    public static string Table(string style, string label, string head, IEnumerable<string> rows) =>
        $"""
        <div class="scroll" role="region" aria-label="{label}" tabindex="0">
        <table class="{style}">
        <thead>
        <tr>{head}</tr>
        </thead>
        <tbody>
        {string.Join('\n', rows)}
        </tbody>
        </table>
        </div>
        """;

    /// <summary>The head of a column. The name is text.</summary>
    public static string Column(string name, string style = "number") => $"""<th scope="col" class="{style}">{Text(name)}</th>""";

    /// <summary>The head of a row. The name is text.</summary>
    public static string Row(string name) => $"""<th scope="row">{Text(name)}</th>""";

    /// <summary>A cell with a number.</summary>
    public static string Number(double value) =>
        double.IsNaN(value)
            ? """<td class="number"><span title="undefined on these rows">–</span></td>"""
            : $"""<td class="number">{Numbers.Value(value)}</td>""";
}
