namespace DistributedML.Learning.Forecasting;

/// <summary>Options of the forecaster. The defaults were chosen on the origins before those of the published evaluation.</summary>
public sealed record ForecasterOptions : IOptions
{
    /// <summary>Days of a season; 7 for weekly patterns; 2 to 366.</summary>
    public int SeasonLength { get; init; } = 7;

    /// <summary>Coverage of the intervals that evaluations measure; between 0 and 1.</summary>
    public double Level { get; init; } = 0.8;

    /// <summary>Days that a series must have seen before it predicts; at least 1.</summary>
    public int MinimumDays { get; init; } = 14;

    /// <summary>Closed days kept for plots and for adopting a newly trained forecaster; 7 to 1,000.</summary>
    public int KeptDays { get; init; } = 56;

    /// <summary>Weight of the newest value in its weekday's smoothed mean; above 0, at most 1.</summary>
    public double ProfileSmoothing { get; init; } = 0.05;

    /// <summary>Weight of the profile that all series of a training share in each series' own; 0 to 1.</summary>
    public double PooledShare { get; init; } = 0.8;

    /// <summary>Weight of the newest value in the smoothed level; above 0, at most 1.</summary>
    public double LevelSmoothing { get; init; } = 0.2;

    /// <summary>Windows of the level estimates in seasons, ascending; each 1 to 52.</summary>
    public int[] LevelSeasons { get; init; } = [2, 4, 8];

    /// <summary>Quantiles taken in each window as estimates of the level; each between 0 and 1.</summary>
    public double[] LevelQuantiles { get; init; } = [0.5, 0.6];

    /// <summary>Forecasters that join the combination beside the level estimates; none twice.</summary>
    public ForecastMember[] Members { get; init; } = [ForecastMember.SeasonalMedian];

    /// <summary>Origins in a series' own past at which the weights are found; at least 1.</summary>
    public int ValidationOrigins { get; init; } = 12;

    /// <summary>Days between these origins; at least 1.</summary>
    public int ValidationStep { get; init; } = 7;

    /// <summary>Days ahead that are compared at each; 1 to 366.</summary>
    public int ValidationHorizon { get; init; } = 14;

    /// <summary>How strongly small errors are preferred: 0 for equal weights, large to choose the best one; 0 to 100.</summary>
    public double CombinationPower { get; init; } = 8;

    /// <summary>How many of its newest errors give a series its intervals; 10 to 512.</summary>
    public int ErrorWindow { get; init; } = 84;

    /// <inheritdoc/>
    public IEnumerable<OptionError> Check()
    {
        if (SeasonLength is < 2 or > 366) yield return new(nameof(SeasonLength), SeasonLength, "2 to 366");
        if (!(Level > 0 && Level < 1)) yield return new(nameof(Level), Level, "between 0 and 1, both excluded");
        if (MinimumDays < 1) yield return new(nameof(MinimumDays), MinimumDays, "at least 1");
        if (KeptDays is < 7 or > 1000) yield return new(nameof(KeptDays), KeptDays, "7 to 1,000");
        if (!(ProfileSmoothing > 0 && ProfileSmoothing <= 1)) yield return new(nameof(ProfileSmoothing), ProfileSmoothing, "above 0, at most 1");
        if (!(PooledShare >= 0 && PooledShare <= 1)) yield return new(nameof(PooledShare), PooledShare, "0 to 1");
        if (!(LevelSmoothing > 0 && LevelSmoothing <= 1)) yield return new(nameof(LevelSmoothing), LevelSmoothing, "above 0, at most 1");
        if (!AreWindows(LevelSeasons)) yield return new(nameof(LevelSeasons), Text(LevelSeasons), "at least one number, ascending, each 1 to 52");
        if (!AreProbabilities(LevelQuantiles)) yield return new(nameof(LevelQuantiles), Text(LevelQuantiles), "1 to 20 numbers, each between 0 and 1");
        if (Members is null || Members.Distinct().Count() < Members.Length || !Members.All(Enum.IsDefined))
            yield return new(nameof(Members), Text(Members), $"none twice, of {string.Join(", ", Enum.GetNames<ForecastMember>())}");
        if (ValidationOrigins < 1) yield return new(nameof(ValidationOrigins), ValidationOrigins, "at least 1");
        if (ValidationStep < 1) yield return new(nameof(ValidationStep), ValidationStep, "at least 1");
        if (ValidationHorizon is < 1 or > 366) yield return new(nameof(ValidationHorizon), ValidationHorizon, "1 to 366");
        if (!(CombinationPower >= 0 && CombinationPower <= 100)) yield return new(nameof(CombinationPower), CombinationPower, "0 to 100");
        if (ErrorWindow is < 10 or > 512) yield return new(nameof(ErrorWindow), ErrorWindow, "10 to 512");
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

    static bool AreWindows(int[]? seasons)
    {
        if (seasons is null || seasons.Length is 0 or > 20) return false;
        for (var i = 0; i < seasons.Length; i++)
            if (seasons[i] is < 1 or > 52 || (i > 0 && seasons[i] <= seasons[i - 1])) return false;
        return true;
    }

    static bool AreProbabilities(double[]? values) => values is { Length: > 0 and <= 20 } && values.All(value => value > 0 && value < 1);

    static string Text<T>(T[]? values) => values is null ? "null" : $"[{string.Join(", ", values)}]";
}
