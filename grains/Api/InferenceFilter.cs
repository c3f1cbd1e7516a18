using DistributedML.Models.Inference;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DistributedML.Grains.Api;

/// <summary>What every endpoint of the Open Inference Protocol does: as <see cref="ApiFilter"/>, but it passes over parameters and says errors as the protocol does.</summary>
sealed class InferenceFilter(ApiMetrics metrics) : ApiFilter(metrics)
{
    /// <inheritdoc/>
    protected override void Check(HttpRequest request, Endpoint endpoint)
    {
    }

    /// <inheritdoc/>
    protected override IResult Answer(ProblemHttpResult problem) =>
        TypedResults.Json(new(problem.ProblemDetails.Detail!), InferenceJson.Default.InferenceError, statusCode: problem.StatusCode);
}
