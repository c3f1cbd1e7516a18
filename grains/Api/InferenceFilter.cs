using System.Diagnostics;
using DistributedML.Models.Inference;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DistributedML.Grains.Api;

/// <summary>What every endpoint of the Open Inference Protocol does: says errors as the protocol does, and measures its time.</summary>
sealed class InferenceFilter(ApiMetrics metrics) : IEndpointFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var started = Stopwatch.GetTimestamp();
        try
        {
            return await next(context);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return TypedResults.StatusCode(StatusCodes.Status499ClientClosedRequest);
        }
        catch (Exception error) when (Problems.Of(error, http) is { } problem)
        {
            return TypedResults.Json(new(problem.ProblemDetails.Detail!), InferenceJson.Default.InferenceError, statusCode: problem.StatusCode);
        }
        finally
        {
            metrics.Answered(http.GetEndpoint()!.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName, started);
        }
    }
}
