using DistributedML.Learning;
using DistributedML.Learning.Forecasting;
using DistributedML.Models.Artifacts;
using DistributedML.Models.Queries;
using DistributedML.Models.Streams;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Events;
using DistributedML.Pipelines.Rules;

namespace DistributedML.Models.Forecasters;

/// <summary>Forecasts series.</summary>
public sealed class ForecasterKind : ModelKind<ForecasterDefinition, TrainedForecaster>
{
    /// <summary>Coverage of the intervals of batch predictions.</summary>
    const double Level = 0.8;

    /// <inheritdoc/>
    public override string Name => "forecaster";

    /// <inheritdoc/>
    public override int Format => 3;

    /// <inheritdoc/>
    public override IReadOnlyList<ModelQuery> Queries { get; } = [new ForecastQuery()];

    /// <inheritdoc/>
    protected override IReadOnlyList<ArtifactColumn> Outputs(IState model) =>
        [new("series", "string"), new("day", "date"), new("mean", "double"), new("lower", "double"), new("upper", "double")];

    /// <inheritdoc/>
    protected override IReadOnlyList<ColumnUse> Columns(ForecasterDefinition definition, Table table)
    {
        var columns = new List<ColumnUse>
        {
            ColumnUse.Key(nameof(definition.Series), definition.Series),
            ColumnUse.Number(nameof(definition.Value), definition.Value),
        };
        if (definition.Total is { } total) columns.Add(ColumnUse.Number(nameof(definition.Total), total));
        return columns;
    }

    /// <inheritdoc/>
    protected override ModelTask CreateTask(Pipeline pipeline, ForecasterDefinition definition, IModelEngine engine) =>
        new ForecasterTask(pipeline, definition, engine);

    /// <inheritdoc/>
    protected override Scoring CreateScoring(Pipeline pipeline, ForecasterDefinition definition, ScoringRequest request) =>
        new(RuleSql.Keys(pipeline.Table, definition.Series, "series"), new ForecasterScorer(request.File, request.Hash, definition.Horizon, Level, !definition.Step.IsWholeDays)) { Asks = "series" };

    // The results are of anonymous types, since their members' names are the columns' names in SQL.
    /// <inheritdoc/>
    protected override Delegate SqlFunction(ForecasterDefinition definition, IModelVersions versions, int top)
    {
        var horizon = definition.Horizon;
        if (!definition.Step.IsWholeDays)
        {
            return (string? version, string? series) =>
                ForecasterScorer.Ahead(versions.Version(version, TrainedForecaster.Read), series, horizon, Level) is { } ahead
                    ? Enumerable.Range(0, ahead.Horizon)
                        .Select(step => new { time = ahead.StartOf(step), mean = ahead.Mean[step], lower = ahead.Lower[step], upper = ahead.Upper[step] }).ToArray()
                    : null;
        }
        return (string? version, string? series) =>
            ForecasterScorer.Ahead(versions.Version(version, TrainedForecaster.Read), series, horizon, Level) is { } ahead
                ? Enumerable.Range(0, ahead.Horizon).Select(step => new
                {
                    day = DateOnly.FromDateTime(ahead.StartOf(step)),
                    mean = ahead.Mean[step],
                    lower = ahead.Lower[step],
                    upper = ahead.Upper[step],
                }).ToArray()
                : null;
    }

    /// <inheritdoc/>
    protected override IStreamModel CreateStream(ForecasterDefinition definition, EventSchema schema) => new ForecasterStream(definition, schema);

    /// <inheritdoc/>
    protected override TrainedForecaster ReadArtifact(BinaryReader reader) => TrainedForecaster.Read(reader);
}
