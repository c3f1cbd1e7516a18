using Confluent.Kafka;
using DistributedML.Pipelines.Events;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DistributedML.Grains.Api;

/// <summary>Errors as RFC 9457 problem details: title says what, instance where, detail what was expected and what to do.</summary>
static class Problems
{
    /// <summary>The problem that an exception means to the caller; null when it is a fault of ours.</summary>
    public static ProblemHttpResult? Of(Exception error, HttpContext http) => error switch
    {
        ApiException api => Of(http, api.Status, api.Title, api.Message, api.Parameter),
        EventFormatException => Of(http, StatusCodes.Status400BadRequest, "Event refused", error.Message),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Of(EventBody.TooLarge(), http),
        BadHttpRequestException bad => Of(http, bad.StatusCode, "Request not valid", bad.Message),
        TimeoutException or OrleansException => Of(http, StatusCodes.Status503ServiceUnavailable,
            "Shard does not answer", "The shard that holds this state did not answer; it may be moving to another silo. Try again in a second; /health/ready lists what is wrong."),
        KafkaException { Error.Code: Confluent.Kafka.ErrorCode.MsgSizeTooLarge } => Of(http, StatusCodes.Status413PayloadTooLarge,
            "Event too large", "The broker does not take an event of this size; leave out what the pipeline does not use."),
        KafkaException kafka => Of(http, StatusCodes.Status503ServiceUnavailable,
            "Broker does not answer", $"The event was not stored: {kafka.Error.Reason}. Send it again when the broker is up."),
        _ => null,
    };

    /// <summary>A problem at the request's address.</summary>
    public static ProblemHttpResult Of(HttpContext http, int status, string title, string detail, string? parameter = null)
    {
        if (status == StatusCodes.Status503ServiceUnavailable) http.Response.Headers.RetryAfter = "1";
        Dictionary<string, object?> more = [];
        if (parameter is not null) more["parameter"] = parameter;
        return TypedResults.Problem(detail, Where(http), status, title, extensions: more);
    }

    /// <summary>Where a request went: its path, without what callers may have hidden in the query.</summary>
    public static string Where(HttpContext http) => http.Request.PathBase.Add(http.Request.Path).ToUriComponent();
}
