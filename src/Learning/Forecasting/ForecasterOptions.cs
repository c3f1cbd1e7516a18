namespace DistributedML.Learning.Forecasting;

/// <summary>Options of the forecaster.</summary>
public sealed record ForecasterOptions : IOptions
{
    /// <summary>Days of a season; 7 for weekly patterns; 2 to 366.</summary>
    public int SeasonLength { get; init; } = 7;

    /// <summary>Coverage of the intervals that evaluations measure; between 0 and 1.</summary>
    public double Level { get; init; } = 0.8;

    /// <summary>Days a series must have seen before it predicts; at least 1.</summary>
    public int MinimumDays { get; init; } = 14;

    /// <summary>Closed days kept for plots and for adopting a newly trained forecaster; 7 to 1,000.</summary>
    public int KeptDays { get; init; } = 56;

    /// <inheritdoc/>
    public IEnumerable<OptionError> Check()
    {
        if (SeasonLength is < 2 or > 366) yield return new(nameof(SeasonLength), SeasonLength, "2 to 366");
        if (!(Level > 0 && Level < 1)) yield return new(nameof(Level), Level, "between 0 and 1, both excluded");
        if (MinimumDays < 1) yield return new(nameof(MinimumDays), MinimumDays, "at least 1");
        if (KeptDays is < 7 or > 1000) yield return new(nameof(KeptDays), KeptDays, "7 to 1,000");
    }

    internal void Write(BinaryWriter writer)
    {
        writer.Write(SeasonLength);
        writer.Write(Level);
        writer.Write(MinimumDays);
        writer.Write(KeptDays);
    }

    internal static ForecasterOptions Read(BinaryReader reader) => new()
    {
        SeasonLength = reader.ReadInt32(),
        Level = reader.ReadDouble(),
        MinimumDays = reader.ReadInt32(),
        KeptDays = reader.ReadInt32(),
    };
}
