using DistributedML.Grains.Interfaces;

namespace DistributedML.Grains.Api;

/// <summary>All deployments.</summary>
/// <param name="Deployments">The deployments, in the order of the pipeline file.</param>
public sealed record DeploymentsAnswer(IReadOnlyList<DeploymentAnswer> Deployments);

/// <summary>The newest alerts.</summary>
/// <param name="Alerts">The alerts, newest first.</param>
public sealed record AlertsAnswer(IReadOnlyList<AlertAnswer> Alerts);

/// <summary>Some keys to pick from.</summary>
/// <param name="Deployment">The deployment asked for.</param>
/// <param name="Keys">Keys with state.</param>
public sealed record KeysAnswer(string Deployment, IReadOnlyList<string> Keys);

/// <summary>Where an event was stored.</summary>
/// <param name="Positions">One position for each topic whose key the event has.</param>
public sealed record SentAnswer(IReadOnlyList<EventPosition> Positions);

/// <summary>The state that the page shows.</summary>
/// <param name="Deployments">The deployments, in the order of the pipeline file.</param>
/// <param name="Alerts">The newest alerts, newest first; null when they are those of the message before.</param>
public sealed record LiveAnswer(IReadOnlyList<DeploymentAnswer> Deployments, IReadOnlyList<AlertAnswer>? Alerts);

/// <summary>Health of the process.</summary>
/// <param name="Status">"live" or "ready".</param>
public sealed record HealthAnswer(string Status);

/// <summary>A shard, or a whole deployment, that does not consume.</summary>
/// <param name="Deployment">The deployment.</param>
/// <param name="Partition">The partition; null when the whole deployment does not answer.</param>
/// <param name="Reason">Why it does not consume.</param>
public sealed record NotReady(string Deployment, int? Partition, string Reason);
