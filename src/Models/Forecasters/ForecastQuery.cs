using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using DistributedML.Learning;
using DistributedML.Learning.Forecasting;
using DistributedML.Models.Queries;
using DistributedML.Models.Streams;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Events;

namespace DistributedML.Models.Forecasters;

/// <summary>
/// The days ahead of a series. The total of all series is put together for each question from the shards' sums of each step, since each shard sees only its part
/// of the events: the trained total series is carried on with them.
/// </summary>
sealed class ForecastQuery : ModelQuery
{
    /// <summary>What callers ask for when they want the total.</summary>
    const string Total = "total";

    public override string Name => "forecasts";

    public override string Summary => "Forecast of a series";

    public override string Description =>
        "The steps ahead of a series with intervals, and the newest steps known. It continues from the newest closed step in the stream, not from today, and has no points while too few steps are known.";

    public override QuerySubject Subject => QuerySubject.Key;

    public override string KeyName => "series";

    public override IReadOnlyList<QueryParameter> Parameters { get; } =
    [
        new("horizon", "Steps ahead.", 1, 365, 14),
        new("level", "Coverage of the intervals: the share of steps in which the truth should lie inside.", 0.01, 0.999, 0.8, IsInteger: false),
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
        {
            if (stream.Find(Total) is not null) throw new EventFormatException($"a series of {stream.Label} is called '{Total}', which also asks for the sum of all; the answer would be one of two. Give the series another name, or leave total out of the model");
            return JsonSerializer.SerializeToUtf8Bytes(stream.Totals(), ForecasterJson.Default.IReadOnlyListStepSum);
        }
        return stream.Find(arguments.Key) is { } series ? Write(Forecast(arguments, stream.Label, series, shard.Watermark)) : null;
    }

    public override byte[]? Combine(ModelDefinition definition, IState? artifact, int version, IReadOnlyList<byte[]> parts, QueryArguments arguments)
    {
        var steps = parts.SelectMany(part => JsonSerializer.Deserialize(part, ForecasterJson.Default.IReadOnlyListStepSum)!)
            .GroupBy(step => step.Start).OrderBy(step => step.Key).Select(step => (step.Key, Sum: step.Sum(part => part.Value))).ToList();
        var trained = (artifact as TrainedForecaster)?.Total?.Copy();
        if (trained is null && steps.Count == 0) return null;
        var forecaster = (ForecasterDefinition)definition;
        var series = trained ?? new DailySeries(forecaster.Options, SeriesShape.Of(forecaster.Step, SeriesAggregate.Sum), steps[0].Key);
        var firstOpen = series.Open;
        foreach (var (start, sum) in steps)
        {
            if (start >= firstOpen) series.Add(start, sum);
        }
        var watermark = steps.Count == 0 ? default(DateTime?) : steps[^1].Key;
        return Write(Forecast(arguments, ModelLabel.Of(definition.Name, version), series, watermark));
    }

    // The answer in a step that is not over; it has no points while too few values are known.
    static ForecastAnswer Forecast(QueryArguments arguments, string label, DailySeries series, DateTime? watermark)
    {
        var (horizon, level) = ((int)arguments.Numbers[0], arguments.Numbers[1]);
        var now = watermark ?? series.Open;
        var forecast = series.Predict(now, horizon, level);
        var (first, values) = series.History(now);
        var step = series.Shape.Step;
        var known = values.Select((value, i) => (Start: step.StartOf(step.IndexOf(first) + i), Value: value)).Where(one => !double.IsNaN(one.Value))
            .Select(one => new StepValue(DateOnly.FromDateTime(one.Start), one.Value) { Time = Time(one.Start) });
        return new(arguments.Key, label, level, [.. known], forecast is null ? [] : [.. forecast.Mean.Select((mean, i) =>
            new ForecastStep(DateOnly.FromDateTime(forecast.StartOf(i)), mean, forecast.Lower[i], forecast.Upper[i]) { Time = Time(forecast.StartOf(i)) })]);

        DateTime? Time(DateTime start) => step.IsWholeDays ? null : start;
    }

    static byte[] Write(ForecastAnswer answer) => JsonSerializer.SerializeToUtf8Bytes(answer, ForecasterJson.Default.ForecastAnswer);
}
