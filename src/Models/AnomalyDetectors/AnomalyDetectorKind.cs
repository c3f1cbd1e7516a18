using DistributedML.Learning;
using DistributedML.Learning.Anomalies;
using DistributedML.Models.Artifacts;
using DistributedML.Models.Queries;
using DistributedML.Models.Streams;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Events;
using DistributedML.Pipelines.Rules;

namespace DistributedML.Models.AnomalyDetectors;

/// <summary>Finds what is unusual in the counts and amounts of each key's events.</summary>
public sealed class AnomalyDetectorKind : ModelKind<AnomalyDetectorDefinition, TrainedDetector>
{
    /// <inheritdoc/>
    public override string Name => "anomaly-detector";

    /// <inheritdoc/>
    public override string FigureSection => "anomaly";

    /// <inheritdoc/>
    public override int Format => 2;

    /// <inheritdoc/>
    public override IReadOnlyList<ModelQuery> Queries { get; } = [new AlertsQuery(), new ScoreQuery()];

    /// <inheritdoc/>
    protected override IReadOnlyList<ArtifactColumn> Outputs(IState model) =>
    [
        new("id", "string"), new("known", "boolean"), new("anomalous", "boolean"), new("score", "double"), new("probability", "double"), new("evidence", "string"),
    ];

    /// <inheritdoc/>
    protected override IReadOnlyList<ColumnUse> Columns(AnomalyDetectorDefinition definition, Table table) =>
        [ColumnUse.Key(nameof(definition.Key), definition.Key), ColumnUse.Number(nameof(definition.Amount), definition.Amount)];

    /// <inheritdoc/>
    protected override ModelTask CreateTask(Pipeline pipeline, AnomalyDetectorDefinition definition, IModelEngine engine) =>
        new AnomalyDetectorTask(pipeline, definition, engine);

    /// <inheritdoc/>
    protected override Scoring CreateScoring(Pipeline pipeline, AnomalyDetectorDefinition definition, ScoringRequest request)
    {
        var table = pipeline.Table;
        var (key, amount) = (RuleSql.Name(definition.Key), RuleSql.Name(definition.Amount));
        return new(
            $"select {RuleSql.Name(table.Id)} as id, {key} as key, {RuleSql.Name(table.Time)} as time, coalesce({amount}::double, 'NaN'::double) as amount "
                + $"from {table.Name} where {key} is not null",
            new AnomalyDetectorScorer(request.File, request.Hash));
    }

    // The result is of an anonymous type, since its members' names are the columns' names in SQL.
    /// <inheritdoc/>
    protected override Delegate SqlFunction(AnomalyDetectorDefinition definition, IModelVersions versions, int top) =>
        (string? version, string? key, DateTime? time, double? amount) =>
        {
            if (key is null || time is not { } at || amount is not { } value) return null;
            var score = versions.Version(version, TrainedDetector.Read).Of(key).Score(at, value);
            return new { known = score.Known, anomalous = score.Anomalous, score = score.Score, probability = score.Probability, evidence = score.Evidence };
        };

    /// <inheritdoc/>
    protected override IStreamModel CreateStream(AnomalyDetectorDefinition definition, EventSchema schema) => new AnomalyDetectorStream(definition, schema);

    /// <inheritdoc/>
    protected override TrainedDetector ReadArtifact(BinaryReader reader) => TrainedDetector.Read(reader);
}
