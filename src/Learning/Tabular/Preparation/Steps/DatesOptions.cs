namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>
/// Replaces dates by their parts, in UTC: "NAME.year", "NAME.month", ... A date stands as text (ISO 8601: 2011-12-09T12:50:00) or as a
/// number that counts since 1970. Missing, and what is no date, has missing parts. Nothing is fitted.
/// </summary>
public sealed record DatesOptions : StepOptions
{
    /// <summary>What a numeric feature counts since 1970-01-01T00:00Z.</summary>
    public DateUnit Unit { get; init; } = DateUnit.Seconds;

    /// <summary>The parts.</summary>
    public IReadOnlyList<DatePart> Parts { get; init; } = [DatePart.Year, DatePart.Month, DatePart.DayOfMonth, DatePart.DayOfWeek,
        DatePart.Hour];

    /// <summary>
    /// Whether parts that come again and again become a sine and a cosine, "NAME.hour.sin" and "NAME.hour.cos", so that 23 is next to 0.
    /// </summary>
    public bool Cyclic { get; init; }

    /// <summary>Whether the date itself stays too.</summary>
    public bool Keep { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<OptionError> Check()
    {
        if (Columns is null) yield return new(nameof(Columns), null, "the names of the features that are dates");
        if (Parts.Count == 0 || Parts.Distinct().Count() < Parts.Count || !Parts.All(Enum.IsDefined))
            yield return new(nameof(Parts), string.Join(", ", Parts), "distinct parts, at least one");
        foreach (var error in base.Check()) yield return error;
    }

    internal override FittedStep Fit(Dataset rows, Training training)
    {
        var schema = rows.Schema;
        var places = PlacesIn(schema, FeatureType.Text, FeatureType.Numeric);
        return FittedStep.Replace(schema, places, i =>
            (Keep ? [new KeepMap(schema[places[i]], places[i])]
                : Enumerable.Empty<FeatureMap>()).Concat(Parts.SelectMany(part => Maps(schema[places[i]], places[i], part))));
    }

    IEnumerable<FeatureMap> Maps(Feature feature, int place, DatePart part)
    {
        var name = $"{feature.Name}.{NameOf(part)}";
        return Cyclic && DateMap.PeriodOf(part) > 0
            ? [Map($"{name}.sin", DateForm.Sine), Map($"{name}.cos", DateForm.Cosine)]
            : [Map(name, DateForm.Number)];

        DateMap Map(string output, DateForm form) => new(new(output, FeatureType.Numeric), place, Unit, part, form);
    }

    static string NameOf(DatePart part) => part switch
    {
        DatePart.DayOfMonth => "day",
        DatePart.DayOfYear => "day-of-year",
        DatePart.DayOfWeek => "day-of-week",
        _ => part.ToString().ToLowerInvariant(),
    };
}
