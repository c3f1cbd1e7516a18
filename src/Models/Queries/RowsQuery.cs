using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using DistributedML.Learning;
using DistributedML.Models.Inference;
using DistributedML.Pipelines;

namespace DistributedML.Models.Queries;

/// <summary>
/// Predictions for rows, as the Open Inference Protocol asks for them: kinds that predict from rows have one such query, which is served under
/// /v2/models. The answer is an <see cref="InferenceResponse"/>, or an <see cref="InferenceError"/>.
/// </summary>
public abstract class RowsQuery : ModelQuery
{
    /// <inheritdoc/>
    public sealed override string Name => "infer";

    /// <inheritdoc/>
    public sealed override string Summary => "Predictions for rows";

    /// <inheritdoc/>
    public sealed override string Description => "What the model predicts for rows, by the Open Inference Protocol (KServe v2). Nothing is learned from them.";

    /// <inheritdoc/>
    public sealed override QuerySubject Subject => QuerySubject.Rows;

    /// <inheritdoc/>
    public sealed override JsonTypeInfo Answer => InferenceJson.Default.InferenceResponse;

    /// <inheritdoc/>
    public sealed override JsonNode Example { get; } = new JsonObject
    {
        ["model_name"] = "model",
        ["model_version"] = "1",
        ["outputs"] = new JsonArray(new JsonObject { ["name"] = "prediction", ["shape"] = new JsonArray(2), ["datatype"] = "FP64", ["data"] = new JsonArray(1.5, 2.5) }),
    };

    /// <inheritdoc/>
    public sealed override QueryTable Table { get; } = new("outputs", ["name", "datatype"]);

    /// <summary>What the model takes and gives.</summary>
    /// <param name="definition">The model.</param>
    /// <param name="table">The table whose rows it learned from.</param>
    /// <param name="artifact">The version that serves; null while none does.</param>
    /// <param name="version">Its number.</param>
    public abstract InferenceMetadata Describe(ModelDefinition definition, Table table, IState? artifact, int version);
}
