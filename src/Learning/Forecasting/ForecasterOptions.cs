using System.ComponentModel.DataAnnotations;

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
    [Range(1, LargestSeason)]
    public int? SeasonLength { get; init; }

    /// <summary>Coverage of the intervals that evaluations measure; between 0 and 1.</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double Level { get; init; } = 0.8;

    /// <summary>Values that a series must have seen before it predicts; at least 1; null for the step's default: 14 for days.</summary>
    [Range(1, int.MaxValue)]
    public int? MinimumPeriods { get; init; }

    /// <summary>
    /// Closed steps kept for plots and for adopting a newly trained forecaster; 7 to 1,500; null for the step's default: 56 for days.
    /// </summary>
    [Range(7, LargestSeason)]
    public int? KeptPeriods { get; init; }

    /// <summary>Weight of the newest value in the smoothed mean of its phase of the season; above 0, at most 1.</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double ProfileSmoothing { get; init; } = 0.05;

    /// <summary>Weight of the profile that all series of a training share in each series' own; 0 to 1.</summary>
    [Range(0.0, 1.0)]
    public double PooledShare { get; init; } = 0.8;

    /// <summary>Weight of the newest value in the smoothed level; above 0, at most 1.</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double LevelSmoothing { get; init; } = 0.2;

    /// <summary>
    /// Windows of the level estimates in seasons, ascending; each 1 to 52; null for the step's default: 2, 4 and 8 for days.
    /// </summary>
    [Length(1, 20), Range(1, 52)]
    public int[]? LevelSeasons { get; init; }

    /// <summary>Quantiles taken in each window as estimates of the level; each between 0 and 1.</summary>
    [Length(1, 20), Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double[] LevelQuantiles { get; init; } = [0.5, 0.6];

    /// <summary>
    /// Forecasters that join the combination beside the level estimates; none twice; null for the step's default: seasonal-median, and for
    /// steps shorter than a day
    /// seasonal-naive, since hours are like those of the day before.
    /// </summary>
    public ForecastMember[]? Members { get; init; }

    /// <summary>Origins in a series' own past at which the weights are found; at least 1.</summary>
    [Range(1, int.MaxValue)]
    public int ValidationOrigins { get; init; } = 12;

    /// <summary>Steps between these origins; at least 1; null for the step's default: 7 for days.</summary>
    [Range(1, int.MaxValue)]
    public int? ValidationStep { get; init; }

    /// <summary>Steps ahead that are compared at each; 1 to 366; null for the step's default: 14 for days.</summary>
    [Range(1, LargestHorizon)]
    public int? ValidationHorizon { get; init; }

    /// <summary>How strongly small errors are preferred: 0 for equal weights, large to choose the best one; 0 to 100.</summary>
    [Range(0.0, 100.0)]
    public double CombinationPower { get; init; } = 8;

    /// <summary>How many of its newest errors give a series its intervals; 10 to 512; null for the step's default: 84 for days.</summary>
    [Range(SmallestErrorWindow, LargestErrorWindow)]
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
        foreach (var error in OptionBounds.Check(this)) yield return error;
        if (LevelSeasons is not null && LevelSeasons.Zip(LevelSeasons.Skip(1)).Any(pair => pair.First >= pair.Second))
            yield return new(nameof(LevelSeasons), OptionBounds.Text(LevelSeasons), "ascending numbers");
        if (Members is not null && Members.Distinct().Count() < Members.Length)
            yield return new(nameof(Members), OptionBounds.Text(Members), "none twice");
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
        writer.WriteValues(LevelQuantiles);
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
        LevelQuantiles = reader.ReadValues<double>(reader.ReadInt32()),
        Members = [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => (ForecastMember)reader.ReadByte())],
        ValidationOrigins = reader.ReadInt32(),
        ValidationStep = reader.ReadInt32(),
        ValidationHorizon = reader.ReadInt32(),
        CombinationPower = reader.ReadDouble(),
        ErrorWindow = reader.ReadInt32(),
    };
}
