using DistributedML.Learning;
using DistributedML.Models.Artifacts;
using DistributedML.Models.Queries;
using DistributedML.Models.Streams;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Events;

namespace DistributedML.Models.Tables;

/// <summary>Models that learn from rows of a table and answer for rows: what all of them have in common. A kind adds its definition and its profile.</summary>
/// <typeparam name="TSelf">The kind itself, which other machines make anew.</typeparam>
/// <typeparam name="TDefinition">What stands in the pipeline file.</typeparam>
public abstract class TableKind<TSelf, TDefinition> : ModelKind<TDefinition, TableModel>, ITableKind
    where TSelf : TableKind<TSelf, TDefinition>, new()
    where TDefinition : TableDefinition
{
    readonly IReadOnlyList<ModelQuery> _queries;

    private protected TableKind(TableProfile profile)
    {
        Profile = profile;
        _queries = [new PredictQuery(profile), new InferQuery(profile)];
    }

    /// <inheritdoc/>
    public override int Format => 1;

    /// <inheritdoc/>
    public override bool UsesDuckDb(ModelDefinition definition) => ((TDefinition)definition).Features.Any(feature => feature.Sql is not null);

    /// <inheritdoc/>
    public override IReadOnlyList<ModelQuery> Queries => _queries;

    TableProfile ITableKind.Profile => Profile;

    private protected TableProfile Profile { get; }

    /// <inheritdoc/>
    protected override IReadOnlyList<ArtifactColumn> Outputs(IState model) => [new("id", "string"), .. Profile.Columns(((TableModel)model).Predictor)];

    /// <inheritdoc/>
    protected override IReadOnlyList<ColumnUse> Columns(TDefinition definition, Table table)
    {
        var inputs = TableInputs.Of(definition, table);
        var features = inputs.Features.SelectMany(TableInputs.ColumnsOf)
            .Select(name => table.Columns.FirstOrDefault(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Name ?? name).Distinct();
        var uses = features.Select(column => new ColumnUse(nameof(definition.Features), column, ColumnRole.Feature, [])).ToList();
        if (definition.TargetColumn is { } target) uses.Add(new("Target", target, ColumnRole.Target, TargetTypes));
        if (definition.WeightColumn is { } weight) uses.Add(new("Weight", weight, ColumnRole.Weight, [ColumnType.Integer, ColumnType.Double]));
        if (definition.Validate?.Group is { } group) uses.Add(new(nameof(definition.Validate), group, ColumnRole.Group, []));
        return uses;
    }

    /// <inheritdoc/>
    protected override IEnumerable<DefinitionError> Check(TDefinition definition, Pipeline pipeline) => TableChecks.Run(definition, pipeline.Table);

    /// <inheritdoc/>
    protected override ModelTask CreateTask(Pipeline pipeline, TDefinition definition, IModelEngine engine) => new TableTask(pipeline, definition, engine, Name, Profile);

    /// <inheritdoc/>
    protected override Scoring CreateScoring(Pipeline pipeline, TDefinition definition, ScoringRequest request) =>
        new(TableSql.Scoring(pipeline.Table, TableInputs.Of(definition, pipeline.Table).Columns, ModelTask.Rows(pipeline, definition)),
            new TableScorer<TSelf>(request.File, request.Hash));

    /// <inheritdoc/>
    protected override IStreamModel CreateStream(TDefinition definition, EventSchema schema) => new TableStream(definition, schema, Profile);

    /// <inheritdoc/>
    protected override TableModel ReadArtifact(BinaryReader reader) => TableModel.Read(reader);

    /// <summary>The types that a target may have.</summary>
    private protected IReadOnlyList<ColumnType> TargetTypes => Profile.Target switch
    {
        TargetForm.Class => [ColumnType.String, ColumnType.Boolean, ColumnType.Integer],
        _ => [ColumnType.Integer, ColumnType.Double],
    };

    /// <summary>Answers for a row that SQL gives as JSON: <c>to_json(struct(*))</c>.</summary>
    private protected static object[]? Answer(IModelVersions versions, string? version, string? row)
    {
        if (row is null) return null;
        var model = versions.Version(version, TableModel.Read);
        var predictor = SqlPredictors.Of(model, () => new RowPredictor(new TSelf().Profile, model));
        return predictor.Predict(predictor.Features(new JsonRow(row, model.Columns)), 0);
    }
}
