using Apache.Arrow;
using Apache.Arrow.Types;
using DistributedML.Data;
using DistributedML.Learning.Forecasting;

namespace DistributedML.Models.Forecasters;

/// <summary>The days after training of each series, with intervals. Input: a text column <c>series</c>; series that are not known get no rows.</summary>
/// <param name="File">The artifact of a <see cref="TrainedForecaster"/>.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Horizon">Days ahead; at least 1.</param>
/// <param name="Level">Coverage of the intervals, between 0 and 1.</param>
public sealed record ForecasterScorer(string File, string Hash, int Horizon, double Level) : ModelScorer(File, Hash)
{
    /// <inheritdoc/>
    public override Schema Output => new(
    [
        new Field("series", StringType.Default, false), new Field("day", Date32Type.Default, false), new Field("mean", DoubleType.Default, false),
        new Field("lower", DoubleType.Default, false), new Field("upper", DoubleType.Default, false),
    ], null);

    /// <inheritdoc/>
    public override IEnumerable<RecordBatch> Score(IEnumerable<RecordBatch> inputs)
    {
        var trained = Model(new ForecasterKind(), TrainedForecaster.Read);
        var writer = new ArrowTableWriter(Output);
        foreach (var batch in inputs)
        {
            var names = batch.Texts("series");
            for (var row = 0; row < batch.Length; row++)
            {
                if (DaysAhead(trained, names.Text(row), Horizon, Level) is not { } forecast) continue;
                for (var day = 0; day < forecast.Horizon; day++)
                {
                    writer.SetText(0, names.GetBytes(row));
                    writer.SetShortInteger(1, EpochTime.Days(forecast.FirstDay.AddDays(day)));
                    writer.SetDouble(2, forecast.Mean[day]);
                    writer.SetDouble(3, forecast.Lower[day]);
                    writer.SetDouble(4, forecast.Upper[day]);
                    writer.EndRow();
                }
            }
            if (writer.Rows > 0) yield return writer.TakeBatch();
        }
    }

    /// <summary>A series' days ahead; null for a series that is not known.</summary>
    internal static Forecast? DaysAhead(TrainedForecaster trained, string? name, int horizon, double level) =>
        name is not null && trained.Series.TryGetValue(name, out var series) ? series.Predict(series.OpenDay, horizon, level) : null;
}
