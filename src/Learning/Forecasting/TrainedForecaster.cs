namespace DistributedML.Learning.Forecasting;

/// <summary>The artifact of a training: every series' online state at the end of the training data.</summary>
/// <param name="TrainedBefore">The first day that was not in training.</param>
/// <param name="Options">The options of the training, with which series that were not in training start.</param>
/// <param name="Series">Each key's state, in the keys' ordinal order.</param>
/// <param name="Total">The total series' state; null when there is none.</param>
public sealed record TrainedForecaster(
    DateOnly TrainedBefore, ForecasterOptions Options, IReadOnlyDictionary<string, DailySeries> Series, DailySeries? Total) : IState
{
    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        writer.Write(TrainedBefore.DayNumber);
        Options.Write(writer);
        writer.Write(Series.Count);
        foreach (var (key, series) in Series.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            writer.Write(key);
            series.Write(writer);
        }
        writer.Write(Total is not null);
        Total?.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static TrainedForecaster Read(BinaryReader reader)
    {
        var trainedBefore = DateOnly.FromDayNumber(reader.ReadInt32());
        var options = ForecasterOptions.Read(reader);
        var series = new SortedDictionary<string, DailySeries>(StringComparer.Ordinal);
        for (var left = reader.ReadInt32(); left > 0; left--) series.Add(reader.ReadString(), DailySeries.Read(reader));
        return new(trainedBefore, options, series, reader.ReadBoolean() ? DailySeries.Read(reader) : null);
    }
}
