using System.Text.Json.Nodes;
using DistributedML.Models.Streams;
using DistributedML.Streams;

namespace DistributedML.Grains.Api;

/// <summary>All deployments.</summary>
/// <param name="Deployments">The deployments, in the order of the pipeline file.</param>
public sealed record DeploymentsAnswer(IReadOnlyList<DeploymentAnswer> Deployments);

/// <summary>The newest outputs.</summary>
/// <param name="Outputs">The outputs, newest first.</param>
public sealed record OutputsAnswer(IReadOnlyList<OutputAnswer> Outputs);

/// <summary>Something that a model put out while it learned: a prediction, an alert.</summary>
/// <param name="Id">Unique and the same after a replay: made of the event that caused it, the model and the kind.</param>
/// <param name="EventId">The event that caused it; empty when time alone did.</param>
/// <param name="Model">The model that put it out.</param>
/// <param name="Key">The key that it is about.</param>
/// <param name="Time">Event time, without zone.</param>
/// <param name="Kind">What it is, in the model's words.</param>
/// <param name="Payload">The rest: what the model has to say.</param>
public sealed record OutputAnswer(string Id, string EventId, string Model, string Key, DateTime Time, string Kind, JsonObject Payload)
{
    /// <summary>Outputs as the API writes them.</summary>
    public static IReadOnlyList<OutputAnswer> Of(IReadOnlyList<OutputRecord> outputs) =>
        [.. outputs.Select(output => new OutputAnswer(output.Id, output.EventId, output.Model, output.Key, output.Time, output.Kind, JsonNode.Parse(output.Payload)!.AsObject()))];
}

/// <summary>Some keys to pick from.</summary>
/// <param name="Deployment">The deployment asked for.</param>
/// <param name="Keys">Keys with state.</param>
public sealed record KeysAnswer(string Deployment, IReadOnlyList<string> Keys);

/// <summary>Where an event was stored.</summary>
/// <param name="Positions">One position for each topic whose key the event has.</param>
public sealed record SentAnswer(IReadOnlyList<EventPosition> Positions);

/// <summary>The state that the page shows.</summary>
/// <param name="Deployments">The deployments, in the order of the pipeline file.</param>
/// <param name="Outputs">The newest outputs of the models, newest first; null when they are those of the message before.</param>
public sealed record LiveAnswer(IReadOnlyList<DeploymentAnswer> Deployments, IReadOnlyList<OutputAnswer>? Outputs);

/// <summary>Health of the process.</summary>
/// <param name="Status">"live" or "ready".</param>
public sealed record HealthAnswer(string Status);

/// <summary>A shard, or a whole deployment, that does not consume.</summary>
/// <param name="Deployment">The deployment.</param>
/// <param name="Partition">The partition; null when the whole deployment does not answer.</param>
/// <param name="Reason">Why it does not consume.</param>
public sealed record NotReady(string Deployment, int? Partition, string Reason);
