using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DistributedML.Grains.Api;

/// <summary>Whether the process lives, and whether it does its work.</summary>
static class HealthEndpoints
{
    static readonly TimeSpan MaxAge = TimeSpan.FromMilliseconds(250);

    /// <summary>Maps the endpoints.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Json(new HealthAnswer("live"), ApiJson.Default.HealthAnswer))
            .Describe("live", "Health", "Liveness", "Whether the process answers at all; asks nobody else. Needs no token.")
            .Answers(StatusCodes.Status200OK, "The process answers.", new("live"), ApiJson.Default.HealthAnswer)
            .AllowAnonymous();
        routes.MapGet("/health/ready", Ready)
            .Describe("ready", "Health", "Readiness", "Whether every shard of every deployment consumes without error. If not, notReady lists what does not and why.")
            .Answers(StatusCodes.Status200OK, "All shards consume.", new("ready"), ApiJson.Default.HealthAnswer)
            .Fails(StatusCodes.Status503ServiceUnavailable);
    }

    static async Task<IResult> Ready(HttpContext http, DeploymentWatch watch)
    {
        var deployments = (await watch.Read(MaxAge)).Deployments;
        List<NotReady> missing = [.. deployments.SelectMany(Missing)];
        if (deployments.Count > 0 && missing.Count == 0)
            return TypedResults.Json(new HealthAnswer("ready"), ApiJson.Default.HealthAnswer);
        var problem = Problems.Of(http, StatusCodes.Status503ServiceUnavailable, "Not ready", deployments.Count == 0
            ? "No deployment runs here; start one with a pipeline file that has streams."
            : $"{missing.Count} of the shards do not consume; notReady lists them with the reason. They are started again by themselves.");
        problem.ProblemDetails.Extensions["notReady"] = (IReadOnlyList<NotReady>)missing;
        return problem;
    }

    static IEnumerable<NotReady> Missing(DeploymentAnswer deployment)
    {
        if (deployment.Shards.Count == 0)
            return [new NotReady(deployment.Name, null, deployment.Error ?? "it has no shards yet")];
        return from shard in deployment.Shards
               where shard.Error is not null
               select new NotReady(deployment.Name, shard.Partition, shard.Error!);
    }
}
