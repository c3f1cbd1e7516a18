using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace DistributedML.Grains.Api;

/// <summary>An example of an answer, as part of an endpoint's metadata.</summary>
sealed record AnswerExample(int Status, string ContentType, JsonNode Value);

/// <summary>Marks an endpoint whose body is an event.</summary>
sealed record EventBodyMarker;

/// <summary>Describes endpoints where they are mapped.</summary>
static class EndpointDescriptions
{
    const string ProblemType = "application/problem+json";

    /// <summary>Names and explains an endpoint and its parameters.</summary>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder endpoint, string name, string tag, string summary, string description, params Parameter[] parameters) =>
        endpoint.Describe<ApiFilter>(name, tag, summary, description, parameters);

    /// <summary>Names and explains an endpoint with a filter of its own.</summary>
    public static RouteHandlerBuilder Describe<TFilter>(
        this RouteHandlerBuilder endpoint, string name, string tag, string summary, string description, params Parameter[] parameters) where TFilter : IEndpointFilter => endpoint
        .WithName(name)
        .WithTags(tag)
        .WithSummary(summary)
        .WithDescription(description)
        .WithMetadata(new EndpointParameters(parameters))
        .AddEndpointFilter<RouteHandlerBuilder, TFilter>();

    /// <summary>Says what an endpoint answers when all is well.</summary>
    public static RouteHandlerBuilder Answers<T>(
        this RouteHandlerBuilder endpoint, int status, string description, T example, JsonTypeInfo<T> type, string contentType = "application/json") =>
        endpoint.WithMetadata(
            new ProducesResponseTypeAttribute(typeof(T), status, contentType) { Description = description },
            new AnswerExample(status, contentType, JsonSerializer.SerializeToNode(example, type)!));

    /// <summary>Says with which problems an endpoint may answer.</summary>
    public static RouteHandlerBuilder Fails(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses)
            endpoint.WithMetadata(new ProducesResponseTypeAttribute(typeof(ProblemDetails), status, ProblemType) { Description = Meaning(status) });
        return endpoint;
    }

    /// <summary>Says that the body is an event.</summary>
    public static RouteHandlerBuilder TakesEvent(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new EventBodyMarker());

    /// <summary>What a status means wherever it is answered.</summary>
    public static string Meaning(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "A parameter or the event is not valid; detail says what was expected.",
        StatusCodes.Status401Unauthorized => "The server asks for a token and the request has none or another.",
        StatusCodes.Status404NotFound => "What was asked for is not known here.",
        StatusCodes.Status413PayloadTooLarge => "The body is longer than 1 MiB.",
        StatusCodes.Status415UnsupportedMediaType => "The content type is not application/json.",
        StatusCodes.Status503ServiceUnavailable => "A shard or the broker does not answer now; try again.",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "no meaning is written for this status"),
    };
}
