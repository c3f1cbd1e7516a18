namespace DistributedML.Learning;

/// <summary>How far a training is.</summary>
/// <param name="Step">What is being done, for people: "ALS sweep".</param>
/// <param name="Done">Finished units.</param>
/// <param name="Total">All units.</param>
/// <param name="Loss">The objective so far, where the algorithm knows it at no cost; otherwise null.</param>
public readonly record struct TrainingProgress(string Step, int Done, int Total, double? Loss = null);
