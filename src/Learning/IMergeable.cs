namespace DistributedML.Learning;

/// <summary>A one-pass summary whose parts add up: half and half merged equals the whole.</summary>
/// <typeparam name="TSelf">The summary's own type.</typeparam>
public interface IMergeable<in TSelf>
{
    /// <summary>Adds what <paramref name="other"/> has seen to this summary; <paramref name="other"/> stays as it is.</summary>
    void Merge(TSelf other);
}
