namespace DistributedML.Learning.Forecasting;

/// <summary>
/// Options of the forecaster. Those that are null depend on the step, see <see cref="For"/>. The defaults for daily series were chosen on
/// the origins
/// before those of the published evaluation.
/// </summary>
public sealed record ForecasterOptions : IOptions
{
    const int LargestSeason = 1_500, LargestHorizon = 366, SmallestErrorWindow = 10, LargestErrorWindow = 512;

    /// <summary>
    /// Steps of a season; 1 for none, at most 1,500; null for the usual one of the step: 7 for days, 24 for hours, 12 for months.
    /// </summary>
    public int? SeasonLength { get; init; }

    /// <summary>Coverage of the intervals that evaluations measure; between 0 and 1.</summary>
    public double Level { get; init; } = 0.8;

    /// <summary>Values that a series must have seen before it predicts; at least 1; null for the step's default: 14 for days.</summary>
    public int? MinimumPeriods { get; init; }

    /// <summary>
    /// Closed steps kept for plots and for adopting a newly trained forecaster; 7 to 1,500; null for the step's default: 56 for days.
    /// </summary>
    public int? KeptPeriods { get; init; }

    /// <summary>Weight of the newest value in the smoothed mean of its phase of the season; above 0, at most 1.</summary>
    public double ProfileSmoothing { get; init; } = 0.05;

    /// <summary>Weight of the profile that all series of a training share in each series' own; 0 to 1.</summary>
    public double PooledShare { get; init; } = 0.8;

    /// <summary>Weight of the newest value in the smoothed level; above 0, at most 1.</summary>
    public double LevelSmoothing { get; init; } = 0.2;

    /// <summary>
    /// Windows of the level estimates in seasons, ascending; each 1 to 52; null for the step's default: 2, 4 and 8 for days.
    /// </summary>
    public int[]? LevelSeasons { get; init; }

    /// <summary>Quantiles taken in each window as estimates of the level; each between 0 and 1.</summary>
    public double[] LevelQuantiles { get; init; } = [0.5, 0.6];

    /// <summary>
    /// Forecasters that join the combination beside the level estimates; none twice; null for the step's default: seasonal-median, and for
    /// steps shorter than a day
    /// seasonal-naive, since hours are like those of the day before.
    /// </summary>
    public ForecastMember[]? Members { get; init; }

    /// <summary>Origins in a series' own past at which the weights are found; at least 1.</summary>
    public int ValidationOrigins { get; init; } = 12;

    /// <summary>Steps between these origins; at least 1; null for the step's default: 7 for days.</summary>
    public int? ValidationStep { get; init; }

    /// <summary>Steps ahead that are compared at each; 1 to 366; null for the step's default: 14 for days.</summary>
    public int? ValidationHorizon { get; init; }

    /// <summary>How strongly small errors are preferred: 0 for equal weights, large to choose the best one; 0 to 100.</summary>
    public double CombinationPower { get; init; } = 8;

    /// <summary>How many of its newest errors give a series its intervals; 10 to 512; null for the step's default: 84 for days.</summary>
    public int? ErrorWindow { get; init; }

    /// <summary>
    /// These options with a value for each that is null, as is usual for the step and its season of s steps. Seasons that pass within a
    /// week or so are looked at
    /// several times: 2s values before the first forecast, windows of 2, 4 and 8 seasons, validation s apart and 2s ahead, 12s errors (at
    /// most 512). Of seasons
    /// of a year (weeks, months, quarters) few are known: 8 values, windows of 1 and 2 seasons, validation a twelfth apart and a quarter
    /// ahead, 3s errors.
    /// Without a season: 8 values, windows of 7, 14 and 28.
    /// </summary>
    public ForecasterOptions For(SeriesStep step)
    {
        var season = SeasonLength ?? step.DefaultSeason;
        var yearly = season > 1 && (step.Months > 0 || step.Seconds > SeriesStep.Day.Seconds);
        var (minimum, kept, windows, apart, ahead, errors) = (season, yearly) switch
        {
            (1, _) => (8, 56, new[] { 7, 14, 28 }, 1, 7, 84),
            (_, true) => (8, 2 * season, [1, 2], Math.Max(1, season / 12), Math.Max(1, season / 4), 3 * season),
            _ => (2 * season, 8 * season, [2, 4, 8], season, 2 * season, 12 * season),
        };
        return this with
        {
            SeasonLength = season,
            MinimumPeriods = MinimumPeriods ?? minimum,
            KeptPeriods = KeptPeriods ?? Math.Clamp(kept, 7, LargestSeason),
            LevelSeasons = LevelSeasons ?? windows,
            Members = Members ?? (step.IsWholeDays ? [ForecastMember.SeasonalMedian] : [ForecastMember.SeasonalMedian, ForecastMember.SeasonalNaive]),
            ValidationStep = ValidationStep ?? apart,
            ValidationHorizon = ValidationHorizon ?? Math.Clamp(ahead, 1, LargestHorizon),
            ErrorWindow = ErrorWindow ?? Math.Clamp(errors, SmallestErrorWindow, LargestErrorWindow),
        };
    }

    /// <inheritdoc/>
    public IEnumerable<OptionError> Check()
    {
        if (SeasonLength is < 1 or > LargestSeason) yield return new(nameof(SeasonLength), SeasonLength, "1 to 1,500");
        if (!(Level > 0 && Level < 1)) yield return new(nameof(Level), Level, "between 0 and 1, both excluded");
        if (MinimumPeriods < 1) yield return new(nameof(MinimumPeriods), MinimumPeriods, "at least 1");
        if (KeptPeriods is < 7 or > LargestSeason) yield return new(nameof(KeptPeriods), KeptPeriods, "7 to 1,500");
        if (!(ProfileSmoothing > 0 && ProfileSmoothing <= 1)) yield return new(nameof(ProfileSmoothing), ProfileSmoothing, "above 0, at most 1");
        if (!(PooledShare >= 0 && PooledShare <= 1)) yield return new(nameof(PooledShare), PooledShare, "0 to 1");
        if (!(LevelSmoothing > 0 && LevelSmoothing <= 1)) yield return new(nameof(LevelSmoothing), LevelSmoothing, "above 0, at most 1");
        if (LevelSeasons is not null && !AreWindows(LevelSeasons)) yield return new(nameof(LevelSeasons), Text(LevelSeasons), "at least one number, ascending, each 1 to 52");
        if (!AreProbabilities(LevelQuantiles)) yield return new(nameof(LevelQuantiles), Text(LevelQuantiles), "1 to 20 numbers, each between 0 and 1");
        if (Members is not null && (Members.Distinct().Count() < Members.Length || !Members.All(Enum.IsDefined)))
            yield return new(nameof(Members), Text(Members), $"none twice, of {string.Join(", ", Enum.GetNames<ForecastMember>())}");
        if (ValidationOrigins < 1) yield return new(nameof(ValidationOrigins), ValidationOrigins, "at least 1");
        if (ValidationStep < 1) yield return new(nameof(ValidationStep), ValidationStep, "at least 1");
        if (ValidationHorizon is < 1 or > LargestHorizon) yield return new(nameof(ValidationHorizon), ValidationHorizon, "1 to 366");
        if (!(CombinationPower >= 0 && CombinationPower <= 100)) yield return new(nameof(CombinationPower), CombinationPower, "0 to 100");
        if (ErrorWindow is < SmallestErrorWindow or > LargestErrorWindow) yield return new(nameof(ErrorWindow), ErrorWindow, "10 to 512");
    }

    /// <summary>Writes options that <see cref="For"/> gave.</summary>
    internal void Write(BinaryWriter writer)
    {
        writer.Write(SeasonLength!.Value);
        writer.Write(Level);
        writer.Write(MinimumPeriods!.Value);
        writer.Write(KeptPeriods!.Value);
        writer.Write(ProfileSmoothing);
        writer.Write(PooledShare);
        writer.Write(LevelSmoothing);
        writer.Write(LevelSeasons!.Length);
        foreach (var seasons in LevelSeasons) writer.Write(seasons);
        writer.Write(LevelQuantiles.Length);
        writer.WriteDoubles(LevelQuantiles);
        writer.Write(Members!.Length);
        foreach (var member in Members) writer.Write((byte)member);
        writer.Write(ValidationOrigins);
        writer.Write(ValidationStep!.Value);
        writer.Write(ValidationHorizon!.Value);
        writer.Write(CombinationPower);
        writer.Write(ErrorWindow!.Value);
    }

    internal static ForecasterOptions Read(BinaryReader reader) => new()
    {
        SeasonLength = reader.ReadInt32(),
        Level = reader.ReadDouble(),
        MinimumPeriods = reader.ReadInt32(),
        KeptPeriods = reader.ReadInt32(),
        ProfileSmoothing = reader.ReadDouble(),
        PooledShare = reader.ReadDouble(),
        LevelSmoothing = reader.ReadDouble(),
        LevelSeasons = [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadInt32())],
        LevelQuantiles = reader.ReadDoubles(reader.ReadInt32()),
        Members = [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => (ForecastMember)reader.ReadByte())],
        ValidationOrigins = reader.ReadInt32(),
        ValidationStep = reader.ReadInt32(),
        ValidationHorizon = reader.ReadInt32(),
        CombinationPower = reader.ReadDouble(),
        ErrorWindow = reader.ReadInt32(),
    };

    static bool AreWindows(int[] seasons)
    {
        if (seasons.Length is 0 or > 20) return false;
        for (var i = 0; i < seasons.Length; i++)
            if (seasons[i] is < 1 or > 52 || (i > 0 && seasons[i] <= seasons[i - 1])) return false;
        return true;
    }

    static bool AreProbabilities(double[]? values) => values is { Length: > 0 and <= 20 } && values.All(value => value > 0 && value < 1);

    static string Text<T>(T[]? values) => values is null ? "null" : $"[{string.Join(", ", values)}]";
}
