namespace DistributedML.Models.Reports;

/// <summary>The confusion table, shaded by each actual class's shares.</summary>
static class ConfusionSection
{
    const int MostClasses = 20;
    const int MostWideClasses = 6;

    /// <summary>The table with at most 20 classes, those with most rows; empty when it has no classes.</summary>
    public static string Html(ConfusionTable table)
    {
        Check(table);
        if (table.Classes.Count == 0) return "";
        var shown = Shown(table);
        var style = shown.Count > MostWideClasses ? "confusion dense" : "confusion";
        var cells = Markup.Table(style, "Confusion table", Head(table, shown), shown.Select(actual => Row(table, shown, actual)));
        return Markup.Section("confusion", "Confusion", Explanation(table, shown.Count) + cells);
    }

    static void Check(ConfusionTable table)
    {
        var classes = table.Classes.Count;
        if (table.Weights.Count == classes && table.Weights.All(row => row.Count == classes)) return;
        var lengths = string.Join(", ", table.Weights.Select(row => row.Count).Distinct());
        throw new ArgumentException($"the confusion table has {table.Weights.Count} rows of {lengths} weights; expected {classes} of {classes}");
    }

    // In the order of the table, so that classes with an order keep it.
    static List<int> Shown(ConfusionTable table) =>
        [.. Enumerable.Range(0, table.Classes.Count).OrderByDescending(actual => Total(table.Weights[actual])).Take(MostClasses).Order()];

    static string Explanation(ConfusionTable table, int shown)
    {
        var hidden = table.Classes.Count - shown;
        var cut = hidden == 0
            ? ""
            : $" The table shows the {shown} classes with most rows of {table.Classes.Count}; predictions of the other {hidden} are under “others”.";
        return $"<p>Each line is an actual class and each column a predicted class. Percentages are shares of the line.{cut}</p>\n";
    }

    static string Head(ConfusionTable table, List<int> shown)
    {
        var predicted = shown.Select(index => table.Classes[index]).Concat(shown.Count == table.Classes.Count ? [] : ["others"]);
        return $"{Markup.Column("actual", "name")}{string.Concat(predicted.Select(Predicted))}{Markup.Column("rows")}";
    }

    static string Predicted(string name) =>
        $"""<th scope="col" class="predicted" title="{Markup.Text(name)}"><span>{Markup.Text(name)}</span></th>""";

    static string Row(ConfusionTable table, List<int> shown, int actual)
    {
        var weights = table.Weights[actual];
        var total = Total(weights);
        var cells = string.Concat(shown.Select(predicted => Cell(weights[predicted], total, predicted == actual ? "hit" : "miss")));
        var hidden = Total(weights.Where((_, predicted) => !shown.Contains(predicted)));
        var others = shown.Count == weights.Count ? "" : Cell(hidden, total, "miss");
        return $"""<tr>{Markup.Row(table.Classes[actual])}{cells}{others}<td class="number">{Numbers.Weight(total)}</td></tr>""";
    }

    static string Cell(double weight, double total, string style)
    {
        if (double.IsNaN(weight)) return Markup.Number(weight);
        if (weight == 0) return """<td class="zero">0</td>""";
        var share = weight / total;
        var shade = Numbers.Style(double.IsFinite(share) ? Math.Clamp(share, 0, 1) : 0);
        return $"""<td class="{style}" style="--share:{shade}">{Numbers.Percent(share)}<small>{Numbers.Weight(weight)}</small></td>""";
    }

    static double Total(IEnumerable<double> weights) => weights.Where(double.IsFinite).Sum();
}
