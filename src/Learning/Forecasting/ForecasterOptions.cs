using System.ComponentModel.DataAnnotations;

namespace DistributedML.Learning.Forecasting;

/// <summary>Options of the forecaster. The defaults were chosen on the origins before those of the published evaluation.</summary>
public sealed record ForecasterOptions : IOptions
{
    /// <summary>Days of a season; 7 for weekly patterns; 2 to 366.</summary>
    [Range(2, 366)]
    public int SeasonLength { get; init; } = 7;

    /// <summary>Coverage of the intervals that evaluations measure; between 0 and 1.</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double Level { get; init; } = 0.8;

    /// <summary>Days that a series must have seen before it predicts; at least 1.</summary>
    [Range(1, int.MaxValue)]
    public int MinimumDays { get; init; } = 14;

    /// <summary>Closed days kept for plots and for adopting a newly trained forecaster; 7 to 1,000.</summary>
    [Range(7, 1000)]
    public int KeptDays { get; init; } = 56;

    /// <summary>Weight of the newest value in its weekday's smoothed mean; above 0, at most 1.</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double ProfileSmoothing { get; init; } = 0.05;

    /// <summary>Weight of the profile that all series of a training share in each series' own; 0 to 1.</summary>
    [Range(0.0, 1.0)]
    public double PooledShare { get; init; } = 0.8;

    /// <summary>Weight of the newest value in the smoothed level; above 0, at most 1.</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double LevelSmoothing { get; init; } = 0.2;

    /// <summary>Windows of the level estimates in seasons, ascending; each 1 to 52.</summary>
    [Length(1, 20), Range(1, 52)]
    public int[] LevelSeasons { get; init; } = [2, 4, 8];

    /// <summary>Quantiles taken in each window as estimates of the level; each between 0 and 1.</summary>
    [Length(1, 20), Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double[] LevelQuantiles { get; init; } = [0.5, 0.6];

    /// <summary>Forecasters that join the combination beside the level estimates; none twice.</summary>
    public ForecastMember[] Members { get; init; } = [ForecastMember.SeasonalMedian];

    /// <summary>Origins in a series' own past at which the weights are found; at least 1.</summary>
    [Range(1, int.MaxValue)]
    public int ValidationOrigins { get; init; } = 12;

    /// <summary>Days between these origins; at least 1.</summary>
    [Range(1, int.MaxValue)]
    public int ValidationStep { get; init; } = 7;

    /// <summary>Days ahead that are compared at each; 1 to 366.</summary>
    [Range(1, 366)]
    public int ValidationHorizon { get; init; } = 14;

    /// <summary>How strongly small errors are preferred: 0 for equal weights, large to choose the best one; 0 to 100.</summary>
    [Range(0.0, 100.0)]
    public double CombinationPower { get; init; } = 8;

    /// <summary>How many of its newest errors give a series its intervals; 10 to 512.</summary>
    [Range(10, 512)]
    public int ErrorWindow { get; init; } = 84;

    /// <inheritdoc/>
    public IEnumerable<OptionError> Check()
    {
        foreach (var error in OptionBounds.Check(this)) yield return error;
        if (LevelSeasons is not null && LevelSeasons.Zip(LevelSeasons.Skip(1)).Any(pair => pair.First >= pair.Second))
            yield return new(nameof(LevelSeasons), OptionBounds.Text(LevelSeasons), "ascending numbers");
        if (Members is not null && Members.Distinct().Count() < Members.Length)
            yield return new(nameof(Members), OptionBounds.Text(Members), "none twice");
    }

    internal void Write(BinaryWriter writer)
    {
        writer.Write(SeasonLength);
        writer.Write(Level);
        writer.Write(MinimumDays);
        writer.Write(KeptDays);
        writer.Write(ProfileSmoothing);
        writer.Write(PooledShare);
        writer.Write(LevelSmoothing);
        writer.Write(LevelSeasons.Length);
        foreach (var seasons in LevelSeasons) writer.Write(seasons);
        writer.Write(LevelQuantiles.Length);
        writer.WriteDoubles(LevelQuantiles);
        writer.Write(Members.Length);
        foreach (var member in Members) writer.Write((byte)member);
        writer.Write(ValidationOrigins);
        writer.Write(ValidationStep);
        writer.Write(ValidationHorizon);
        writer.Write(CombinationPower);
        writer.Write(ErrorWindow);
    }

    internal static ForecasterOptions Read(BinaryReader reader) => new()
    {
        SeasonLength = reader.ReadInt32(),
        Level = reader.ReadDouble(),
        MinimumDays = reader.ReadInt32(),
        KeptDays = reader.ReadInt32(),
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
}
