namespace DistributedML.Learning.Forecasting;

/// <summary>The artifact of a training: every series' online state at the end of the training data.</summary>
/// <param name="TrainedBefore">The beginning of the first step that was not in training.</param>
/// <param name="Shape">How events become values.</param>
/// <param name="Options">The options of the training, those of the step filled in, with which series that were not in training
/// start.</param>
/// <param name="PooledProfile">Factors of the season's phases pooled over the series; see <see cref="SeriesForecaster"/>.</param>
/// <param name="Series">Each key's state.</param>
/// <param name="Total">The total series' state; null when there is none.</param>
public sealed record TrainedForecaster(
    DateTime TrainedBefore, SeriesShape Shape, ForecasterOptions Options, double[] PooledProfile, IReadOnlyDictionary<string, DailySeries> Series, DailySeries? Total)
    : IState
{
    const int FormatVersion = 3;

    /// <summary>The state of a key that was not in training, from the step of its first event on.</summary>
    public DailySeries StartSeries(DateTime first) => new(Options, Shape, first, PooledProfile);

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        writer.Write(FormatVersion);
        writer.Write(TrainedBefore.Ticks);
        Shape.Write(writer);
        Options.Write(writer);
        writer.Write(PooledProfile.Length);
        writer.WriteValues(PooledProfile);
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
    /// <exception cref="InvalidDataException">The bytes are of another format.</exception>
    public static TrainedForecaster Read(BinaryReader reader)
    {
        var version = reader.ReadInt32();
        if (version != FormatVersion) throw new InvalidDataException($"trained forecaster has format {version}; expected {FormatVersion}");
        var trainedBefore = new DateTime(reader.ReadInt64());
        var shape = SeriesShape.Read(reader);
        var options = ForecasterOptions.Read(reader);
        var pooledProfile = reader.ReadValues<double>(reader.ReadInt32());
        var series = new SortedDictionary<string, DailySeries>(StringComparer.Ordinal);
        for (var left = reader.ReadInt32(); left > 0; left--) series.Add(reader.ReadString(), DailySeries.Read(reader));
        return new(trainedBefore, shape, options, pooledProfile, series, reader.ReadBoolean() ? DailySeries.Read(reader) : null);
    }
}
