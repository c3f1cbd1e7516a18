using DistributedML.Grains.Interfaces;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DistributedML.Grains.Api;

/// <summary>Takes events.</summary>
static class EventEndpoints
{
    /// <summary>Maps the endpoint.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/events", Send)
            .Describe("sendEvent", "Events", "Post an event",
                "Checks an event and stores it in the topic of each deployment whose key it has. The shards learn from it a moment later, as from any other event of the topic.")
            .TakesEvent()
            .Answers(StatusCodes.Status202Accepted, "The event is stored; the positions say where.", Examples.Sent, ApiJson.Default.SentAnswer)
            .Fails(StatusCodes.Status400BadRequest, StatusCodes.Status413PayloadTooLarge,
                StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status503ServiceUnavailable);

    static async Task<IResult> Send(HttpContext http, IDeployments deployments, CancellationToken cancel)
    {
        var body = await EventBody.Read(http.Request, cancel);
        return TypedResults.Json(new SentAnswer(await deployments.Send(body, cancel)), ApiJson.Default.SentAnswer, statusCode: StatusCodes.Status202Accepted);
    }
}
