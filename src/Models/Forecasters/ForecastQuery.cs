using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using DistributedML.Learning;
using DistributedML.Learning.Forecasting;
using DistributedML.Models.Queries;
using DistributedML.Models.Streams;
using DistributedML.Pipelines;

namespace DistributedML.Models.Forecasters;

/// <summary>
/// The days ahead of a series. The total of all series is put together for each question from the shards' daily sums, since each shard sees only its part
/// of the events: the trained total series is carried on with them.
/// </summary>
sealed class ForecastQuery : ModelQuery
{
    /// <summary>What callers ask for when they want the total.</summary>
    const string Total = "total";

    public override string Name => "forecasts";

    public override string Summary => "Forecast of a series";

    public override string Description =>
        "The days ahead of a daily series with intervals, and the newest days known. It continues from the newest closed day in the stream, not from today, and has no points while too few days are known.";

    public override QuerySubject Subject => QuerySubject.Key;

    public override string KeyName => "series";

    public override IReadOnlyList<QueryParameter> Parameters { get; } =
    [
        new("horizon", "Days ahead.", 1, 365, 14),
        new("level", "Coverage of the intervals: the share of days on which the truth should lie inside.", 0.01, 0.999, 0.8, IsInteger: false),
    ];

    public override string Alias => "forecasts/{series}";

    public override JsonTypeInfo Answer => ForecasterJson.Default.ForecastAnswer;

    public override JsonNode Example { get; } = JsonSerializer.SerializeToNode(new("20726", "forecaster v1", 0.8,
        [new(new DateOnly(2011, 12, 7), 31), new(new DateOnly(2011, 12, 8), 44)],
        [new(new DateOnly(2011, 12, 9), 36.2, 11.8, 70.4), new(new DateOnly(2011, 12, 10), 2.1, 0, 9.3)]), ForecasterJson.Default.ForecastAnswer)!;

    public override QueryTable Table { get; } = new("points", ["day", "mean", "lower", "upper"]);

    public override bool AsksAllShards(ModelDefinition definition, string key) => key == Total && ((ForecasterDefinition)definition).Total is not null;

    public override byte[]? Ask(IStreamModel model, QueryArguments arguments, ShardView shard)
    {
        var stream = (ForecasterStream)model;
        if (AsksAllShards(model.Definition, arguments.Key))
            return JsonSerializer.SerializeToUtf8Bytes(stream.DailyTotals(), ForecasterJson.Default.IReadOnlyListDayValue);
        return stream.Find(arguments.Key) is { } series ? Write(Forecast(arguments, stream.Label, series, shard.Watermark)) : null;
    }

    public override byte[]? Combine(ModelDefinition definition, IState? artifact, int version, IReadOnlyList<byte[]> parts, QueryArguments arguments)
    {
        var days = parts.SelectMany(part => JsonSerializer.Deserialize(part, ForecasterJson.Default.IReadOnlyListDayValue)!)
            .GroupBy(day => day.Day).OrderBy(day => day.Key).Select(day => (day.Key, Sum: day.Sum(part => part.Value))).ToList();
        var trained = (artifact as TrainedForecaster)?.Total?.Copy();
        if (trained is null && days.Count == 0) return null;
        var series = trained ?? new DailySeries(((ForecasterDefinition)definition).Options, days[0].Key);
        var firstOpen = series.OpenDay;
        foreach (var (day, sum) in days)
        {
            if (day >= firstOpen) series.Add(day, sum);
        }
        var watermark = days.Count == 0 ? default(DateTime?) : days[^1].Key.ToDateTime(default);
        return Write(Forecast(arguments, ModelLabel.Of(definition.Name, version), series, watermark));
    }

    // The answer on a day that is not over; it has no points while too few days are known.
    static ForecastAnswer Forecast(QueryArguments arguments, string label, DailySeries series, DateTime? watermark)
    {
        var (horizon, level) = ((int)arguments.Numbers[0], arguments.Numbers[1]);
        var today = watermark is { } time ? DateOnly.FromDateTime(time) : series.OpenDay;
        var forecast = series.Predict(today, horizon, level);
        var (firstDay, values) = series.History(today);
        return new(arguments.Key, label, level, [.. values.Select((value, i) => new DayValue(firstDay.AddDays(i), value))],
            forecast is null ? [] : [.. forecast.Mean.Select((mean, i) => new ForecastDay(forecast.FirstDay.AddDays(i), mean, forecast.Lower[i], forecast.Upper[i]))]);
    }

    static byte[] Write(ForecastAnswer answer) => JsonSerializer.SerializeToUtf8Bytes(answer, ForecasterJson.Default.ForecastAnswer);
}
