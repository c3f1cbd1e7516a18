using DistributedML.Grains.Interfaces;

namespace DistributedML.Grains.Api;

/// <summary>
/// Asks the shards where they stand, once for all who look at the same time: pages, scrapes and health checks. A deployment that does not
/// answer is part of the answer.
/// </summary>
sealed class DeploymentWatch(IDeployments deployments, TimeProvider clock)
{
    /// <summary>Outputs that the page shows.</summary>
    public const int OutputsShown = 30;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    readonly Lock _lock = new();
    Task<LiveAnswer>? _newest;
    long _askedAt;

    /// <summary>The newest state already known; null before the first question.</summary>
    public LiveAnswer? Newest => Volatile.Read(ref _newest) is { IsCompletedSuccessfully: true } task ? task.Result : null;

    /// <summary>The state, asked for at most <paramref name="maxAge"/> ago.</summary>
    public Task<LiveAnswer> Read(TimeSpan maxAge)
    {
        lock (_lock)
        {
            if (_newest is { IsFaulted: false } known && (!known.IsCompleted || clock.GetElapsedTime(_askedAt) < maxAge)) return known;
            _askedAt = clock.GetTimestamp();
            return _newest = Ask();
        }
    }

    /// <summary>The state of one deployment, asked for now.</summary>
    public async Task<DeploymentAnswer> Describe(string name)
    {
        try
        {
            return DeploymentAnswer.Of(deployments, name, await deployments.GetStatus(name).WaitAsync(Patience, clock));
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return DeploymentAnswer.Unknown(deployments, name, $"its shards do not answer: {error.Message}");
        }
    }

    async Task<LiveAnswer> Ask()
    {
        await Task.Yield();
        var outputs = Outputs();
        var answers = await Task.WhenAll(deployments.Names.Select(Describe));
        return new LiveAnswer(answers, await outputs);
    }

    async Task<IReadOnlyList<OutputAnswer>?> Outputs()
    {
        try
        {
            return OutputAnswer.Of(await deployments.LatestOutputs(OutputsShown).WaitAsync(Patience, clock));
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return null;
        }
    }
}
