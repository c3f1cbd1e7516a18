using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace DistributedML.Grains.Api;

/// <summary>What every endpoint of the API does: refuses query parameters that it does not know, turns errors into problems, measures its time.</summary>
class ApiFilter(ApiMetrics metrics) : IEndpointFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var endpoint = http.GetEndpoint()!;
        var started = Stopwatch.GetTimestamp();
        try
        {
            Check(http.Request, endpoint);
            return await next(context);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return TypedResults.StatusCode(StatusCodes.Status499ClientClosedRequest);
        }
        catch (Exception error) when (Problems.Of(error, http) is { } problem)
        {
            return Answer(problem);
        }
        finally
        {
            metrics.Answered(endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName, started);
        }
    }

    /// <summary>How a problem is said.</summary>
    protected virtual IResult Answer(ProblemHttpResult problem) => problem;

    /// <summary>A misspelt parameter would be answered with the default in its place, so it is an error.</summary>
    protected virtual void Check(HttpRequest request, Endpoint endpoint)
    {
        if (!request.QueryString.HasValue) return;
        var known = endpoint.Metadata.GetMetadata<EndpointParameters>()?.Query ?? [];
        foreach (var name in request.Query.Keys)
        {
            if (!known.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                var expected = known.Count == 0 ? "none" : string.Join(", ", known);
                throw new ApiException(StatusCodes.Status400BadRequest, "Parameter not known", $"The query has no parameter '{name}'; it has {expected}.") { Parameter = name };
            }
        }
    }
}
