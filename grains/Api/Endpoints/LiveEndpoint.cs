using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace DistributedML.Grains.Api;

/// <summary>The deployments as they change, as server-sent events: what the page reads.</summary>
static class LiveEndpoint
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    static readonly TimeSpan MaxAge = TimeSpan.FromMilliseconds(900);

    /// <summary>Maps the endpoint.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/live", Live)
            .Describe("watch", "State", "The state, every second",
                "Server-sent events of type state, one a second until the caller leaves: all deployments, and the newest outputs of the models when they changed.")
            .Answers(StatusCodes.Status200OK, "A stream of events whose data is this.", Examples.Live, ApiJson.Default.LiveAnswer, "text/event-stream");

    static IResult Live(HttpContext http, DeploymentWatch watch, IHostApplicationLifetime lifetime) =>
        TypedResults.ServerSentEvents(States(watch, http.RequestAborted, lifetime.ApplicationStopping), "state");

    static async IAsyncEnumerable<LiveAnswer> States(DeploymentWatch watch, CancellationToken left, [EnumeratorCancellation] CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(left, stopping);
        string[]? shown = null;
        while (!ended.IsCancellationRequested)
        {
            var state = await watch.Read(MaxAge);
            string[]? ids = state.Outputs is null ? null : [.. state.Outputs.Select(output => output.Id)];
            var changed = ids is not null && (shown is null || !ids.AsSpan().SequenceEqual(shown));
            if (changed) shown = ids;
            yield return changed ? state : state with { Outputs = null };
            await Task.Delay(Interval, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
