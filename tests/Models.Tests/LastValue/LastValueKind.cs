using DistributedML.Learning;
using DistributedML.Models;
using DistributedML.Models.Artifacts;
using DistributedML.Models.Queries;
using DistributedML.Models.Streams;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Events;
using DistributedML.Pipelines.Rules;

namespace DistributedML.Tests.Models.LastValue;

/// <summary>Knows the last value of each key: the smallest kind of model that trains, scores, learns from events and answers.</summary>
public sealed class LastValueKind : ModelKind<LastValueDefinition, LastValues>
{
    public override string Name => "last-value";

    public override int Format => 1;

    public override IReadOnlyList<ModelQuery> Queries { get; } = [new LastValueQuery()];

    protected override IReadOnlyList<ArtifactColumn> Outputs(IState model) => [new("key", "string"), new("value", "double")];

    protected override IReadOnlyList<ColumnUse> Columns(LastValueDefinition definition, Table table) =>
        [ColumnUse.Key(nameof(definition.Key), definition.Key), ColumnUse.Number(nameof(definition.Value), definition.Value)];

    protected override ModelTask CreateTask(Pipeline pipeline, LastValueDefinition definition, IModelEngine engine) =>
        new LastValueTask(pipeline, definition, engine);

    protected override Scoring CreateScoring(Pipeline pipeline, LastValueDefinition definition, ScoringRequest request) =>
        new(RuleSql.Keys(pipeline.Table, definition.Key, "key"), new LastValueScorer(request.File, request.Hash));

    protected override Delegate SqlFunction(LastValueDefinition definition, IModelVersions versions, int top) => (string? version, string? key) =>
        key is not null && versions.Version(version, LastValues.Read).Values.TryGetValue(key, out var value) ? value : default(double?);

    protected override IStreamModel CreateStream(LastValueDefinition definition, EventSchema schema) => new LastValueStream(definition, schema);

    protected override LastValues ReadArtifact(BinaryReader reader) => LastValues.Read(reader);
}
