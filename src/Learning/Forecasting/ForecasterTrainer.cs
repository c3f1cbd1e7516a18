using DistributedML.Compute;

namespace DistributedML.Learning.Forecasting;

/// <summary>
/// Fits one <see cref="SeriesForecaster"/> per series. Each rank fits its own series, then all ranks gather all of them, so that every rank
/// ends with the same model; it does not depend on the number of ranks. A key may occur on one rank only.
/// </summary>
/// <param name="options">Options.</param>
public sealed class ForecasterTrainer(ForecasterOptions options) : ITrainer<DailyTable, TrainedForecaster>
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">An option is wrong, a series has not as many values as the table has days, or a key occurs twice.</exception>
    public TrainedForecaster Train(DailyTable rows, Training training)
    {
        var (collective, progress, cancel) = training;
        options.ThrowIfInvalid();
        rows.ThrowIfInvalid();
        var pooled = PooledProfile.Of(rows, options, collective);
        var local = new MemoryStream();
        using var writer = new BinaryWriter(local);
        for (var i = 0; i < rows.Series.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            writer.Write(rows.Series[i].Key);
            Fit(rows.Series[i].Values, rows.FirstDay, pooled).Write(writer);
            progress?.Report(new("fitting series", i + 1, rows.Series.Count));
        }
        var series = new SortedDictionary<string, DailySeries>(StringComparer.Ordinal);
        foreach (var part in collective.AllGather<byte>(local.ToArray())) Read(part, series);
        var total = rows.Total is null ? null : Fit(rows.Total, rows.FirstDay, []);
        return new(rows.FirstDay.AddDays(rows.Days), options, pooled, series, total);
    }

    DailySeries Fit(double[] values, DateOnly firstDay, double[] pooled) =>
        new(SeriesForecaster.Fit(values, firstDay, options, pooled), values.AsSpan(Math.Max(0, values.Length - options.KeptDays)), options.KeptDays);

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
