using DistributedML.Spark.Connect;
using static DistributedML.Spark.Connect.Protocol.ExecutePlanResponse.Types;

namespace Microsoft.Spark.Sql;

/// <summary>
/// Metrics that Spark computes of a DataFrame's rows while they pass: given to <c>Observe</c> once, read when an action such as Collect or a write of the DataFrame,
/// or of one made of it, has ended. The first action counts.
/// </summary>
/// <param name="name">Its name; null for one of its own.</param>
public sealed class Observation(string? name = null)
{
    readonly TaskCompletionSource<IReadOnlyDictionary<string, object?>> _metrics = new(TaskCreationOptions.RunContinuationsAsynchronously);
    long _planId;

    /// <summary>Its name.</summary>
    public string Name { get; } = name ?? Guid.NewGuid().ToString();

    /// <summary>The metrics by name; waits until an action has ended.</summary>
    public IReadOnlyDictionary<string, object?> Get() => Blocking.Wait(() => GetAsync());

    /// <inheritdoc cref="Get"/>
    public Task<IReadOnlyDictionary<string, object?>> GetAsync(CancellationToken cancel = default) => _metrics.Task.WaitAsync(cancel);

    /// <summary>Listens to the session's operations for the metrics of this plan.</summary>
    internal void Follow(ConnectClient client, long planId)
    {
        if (Interlocked.CompareExchange(ref _planId, planId, 0) != 0) throw new InvalidOperationException($"The observation {Name} is in use already: each observes one DataFrame");
        void Take(ObservedMetrics metrics)
        {
            if (metrics.Name != Name || (metrics.HasPlanId && metrics.PlanId != planId)) return;
            client.Observed -= Take;
            if (metrics.Errors.Count > 0) _metrics.TrySetException(new InvalidOperationException($"The metrics of {Name} failed: {metrics.Errors[metrics.RootErrorIdx].Message}"));
            else _metrics.TrySetResult(metrics.Keys.Zip(metrics.Values.Select(LiteralValues.Of)).ToDictionary(pair => pair.First, pair => pair.Second));
        }
        client.Observed += Take;
    }
}
