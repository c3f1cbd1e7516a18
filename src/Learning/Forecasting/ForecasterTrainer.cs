
namespace DistributedML.Learning.Forecasting;

/// <summary>
/// Fits one <see cref="SeriesForecaster"/> per series. Each rank fits its own series, then all ranks gather all of them, so that every rank
/// ends with the same model; it does not depend on the number of ranks. A key may occur on one rank only.
/// </summary>
/// <param name="options">Options.</param>
public sealed class ForecasterTrainer(ForecasterOptions options) : ITrainer<DailyTable, TrainedForecaster>
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">An option is wrong, a series has not as many values as the table has steps, or a key occurs
    /// twice.</exception>
    public TrainedForecaster Train(DailyTable rows, Training training)
    {
        var (collective, progress, cancel) = training;
        options.ThrowIfInvalid();
        rows.ThrowIfInvalid();
        var filled = options.For(rows.Shape.Step);
        var pooled = PooledProfile.Of(rows, filled, collective);
        var local = new MemoryStream();
        using var writer = new BinaryWriter(local);
        for (var i = 0; i < rows.Series.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            writer.Write(rows.Series[i].Key);
            Fit(rows.Series[i].Values, rows, rows.Shape, filled, pooled).Write(writer);
            progress?.Report(new("fitting series", i + 1, rows.Series.Count));
        }
        var series = new SortedDictionary<string, DailySeries>(StringComparer.Ordinal);
        foreach (var part in collective.AllGather<byte>(local.ToArray())) Read(part, series);
        var total = rows.Total is null ? null : Fit(rows.Total, rows, rows.TotalShape, filled, []);
        return new(rows.StartOf(rows.Periods), rows.Shape, filled, pooled, series, total);
    }

    static DailySeries Fit(double[] values, DailyTable rows, SeriesShape shape, ForecasterOptions options, double[] pooled)
    {
        var kept = options.KeptPeriods!.Value;
        return new(shape, SeriesForecaster.Fit(values, rows.Shape.Step, rows.First, options, pooled), values.AsSpan(Math.Max(0, values.Length - kept)), kept);
    }

    static void Read(byte[] part, SortedDictionary<string, DailySeries> series)
    {
        using var reader = new BinaryReader(new MemoryStream(part));
        while (reader.BaseStream.Position < part.Length)
        {
            var key = reader.ReadString();
            if (!series.TryAdd(key, DailySeries.Read(reader))) throw new ArgumentException($"series {key} occurs twice");
        }
    }
}
