namespace DistributedML.Models.Reports;

/// <summary>A summary of the data: numeric features in one table, all others in another. A feature with both sorts of statistics is in both.</summary>
static class FeatureSection
{
    const int MostLevels = 5;

    /// <summary>The tables that have rows; empty without features.</summary>
    public static string Html(IReadOnlyList<FeatureSummary> features)
    {
        if (features.Count == 0) return "";
        var numeric = features.Where(feature => feature.IsNumeric).ToList();
        var others = features.Where(feature => !feature.IsNumeric || feature.Levels.Count > 0 || feature.DistinctLevels is not null).ToList();
        return Markup.Section("data", "Data", string.Join('\n', new[] { Numeric(numeric), Others(others) }.Where(table => table.Length > 0)));
    }

    static string Numeric(List<FeatureSummary> features)
    {
        if (features.Count == 0) return "";
        var head = $"{Common()}{Markup.Column("min")}{Markup.Column("mean")}{Markup.Column("max")}{Markup.Column("standard deviation")}";
        return Markup.Table("features", "Numeric features", head, features.Select(feature =>
            $"<tr>{Common(feature)}{Number(feature.Min)}{Number(feature.Mean)}{Number(feature.Max)}{Number(feature.StandardDeviation)}</tr>"));
    }

    static string Others(List<FeatureSummary> features)
    {
        if (features.Count == 0) return "";
        var head = $"{Common()}{Markup.Column("levels")}{Markup.Column("most frequent levels", "levels")}";
        return Markup.Table("features", "Categorical and other features", head, features.Select(feature =>
            $"""<tr>{Common(feature)}{Count(feature.DistinctLevels)}<td class="levels">{Levels(feature)}</td></tr>"""));
    }

    static string Common() => $"{Markup.Column("feature", "name")}{Markup.Column("type", "type")}{Markup.Column("rows")}{Markup.Column("missing")}";

    static string Common(FeatureSummary feature) =>
        $"""{Markup.Row(feature.Name)}<td class="type">{Markup.Text(feature.Type)}</td>{Count(feature.Rows)}<td class="number">{Missing(feature)}</td>""";

    static string Missing(FeatureSummary feature) =>
        feature.Missing == 0 || feature.Rows == 0
            ? Numbers.Count(feature.Missing)
            : $"{Numbers.Count(feature.Missing)} <small>{Numbers.Percent((double)feature.Missing / feature.Rows)}</small>";

    static string Number(double? value) => value is { } known ? Markup.Number(known) : """<td class="number"></td>""";

    static string Count(long? count) => $"""<td class="number">{(count is { } known ? Numbers.Count(known) : "")}</td>""";

    static string Levels(FeatureSummary feature)
    {
        var shown = feature.Levels.Take(MostLevels).Select(level => Level(level, feature.Rows)).ToList();
        var hidden = (feature.DistinctLevels ?? feature.Levels.Count) - shown.Count;
        if (shown.Count > 0 && hidden > 0) shown.Add($"""<span class="more">{Numbers.Count(hidden)} more</span>""");
        return string.Join(' ', shown);
    }

    static string Level(LevelCount level, long rows)
    {
        var share = rows == 0 ? Numbers.Count(level.Rows) : Numbers.Percent((double)level.Rows / rows);
        return $"<span>{Markup.Text(level.Level)} <small>{share}</small></span>";
    }
}
