namespace DistributedML.Models.Reports;

/// <summary>The model's metrics beside those of its baselines.</summary>
static class MetricSection
{
    /// <summary>The table; empty when it has no rows.</summary>
    public static string Html(MetricTable table)
    {
        if (table.Rows.Count == 0) return "";
        var head = Markup.Column("metric", "name") + string.Concat(table.Columns.Select(column => Markup.Column(column)));
        var cells = Markup.Table("metrics", "Metrics", head, table.Rows.Select(row => Row(row, table.Columns.Count)));
        return Markup.Section("metrics", "Metrics", cells);
    }

    static string Row(MetricRow row, int columns)
    {
        if (row.Values.Count != columns)
            throw new ArgumentException($"metric {row.Name} has {row.Values.Count} values; expected {columns}, one a column");
        return $"<tr>{Markup.Row(row.Name)}{string.Concat(row.Values.Select(Markup.Number))}</tr>";
    }
}
