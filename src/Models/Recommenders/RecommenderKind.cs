using DistributedML.Learning;
using DistributedML.Learning.Recommendation;
using DistributedML.Models.Artifacts;
using DistributedML.Models.Queries;
using DistributedML.Models.Streams;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Events;
using DistributedML.Pipelines.Rules;

namespace DistributedML.Models.Recommenders;

/// <summary>Recommends items to users.</summary>
public sealed class RecommenderKind : ModelKind<RecommenderDefinition, TrainedRecommender>
{
    /// <inheritdoc/>
    public override string Name => "recommender";

    /// <inheritdoc/>
    public override int Format => 1;

    /// <inheritdoc/>
    public override IReadOnlyList<ModelQuery> Queries { get; } = [new RecommendationQuery()];

    /// <inheritdoc/>
    protected override IReadOnlyList<ArtifactColumn> Outputs(IState model) =>
        [new("user", "string"), new("rank", "integer"), new("item", "string"), new("score", "double")];

    /// <inheritdoc/>
    protected override IReadOnlyList<ColumnUse> Columns(RecommenderDefinition definition, Table table) =>
    [
        ColumnUse.Key(nameof(definition.User), definition.User),
        ColumnUse.Text(nameof(definition.Item), definition.Item),
        ColumnUse.Text(nameof(definition.Basket), definition.Basket),
    ];

    /// <inheritdoc/>
    protected override ModelTask CreateTask(Pipeline pipeline, RecommenderDefinition definition, IModelEngine engine) =>
        new RecommenderTask(pipeline, definition, engine);

    /// <inheritdoc/>
    protected override Scoring CreateScoring(Pipeline pipeline, RecommenderDefinition definition, ScoringRequest request) =>
        new(RuleSql.Keys(pipeline.Table, definition.User, "user"), new RecommenderScorer(request.File, request.Hash, request.Top)) { Asks = "users" };

    // The result is of an anonymous type, since its members' names are the columns' names in SQL.
    /// <inheritdoc/>
    protected override Delegate SqlFunction(RecommenderDefinition definition, IModelVersions versions, int top) => (string? version, string? user) =>
        RecommenderScorer.Best(versions.Version(version, TrainedRecommender.Read), user, top)?
            .Select(best => new { item = best.Item, score = (double)best.Score }).ToArray();

    /// <inheritdoc/>
    protected override IStreamModel CreateStream(RecommenderDefinition definition, EventSchema schema) => new RecommenderStream(definition, schema);

    /// <inheritdoc/>
    protected override TrainedRecommender ReadArtifact(BinaryReader reader) => TrainedRecommender.Read(reader);
}
