using System.Globalization;

namespace DistributedML.Streams;

/// <summary>Names a shard: a deployment and a partition of its topic.</summary>
/// <param name="Deployment">The deployment's name.</param>
/// <param name="Partition">The partition, from 0.</param>
public readonly record struct ShardId(string Deployment, int Partition)
{
    /// <summary>"deployment/partition", the grain's key.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Deployment}/{Partition}");

    /// <summary>Reads the grain's key.</summary>
    /// <exception cref="FormatException">The text is not "deployment/partition".</exception>
    public static ShardId Parse(string text)
    {
        var slash = text.LastIndexOf('/');
        if (slash <= 0 || !int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var partition))
            throw new FormatException($"'{text}' is not a shard; expected deployment/partition");
        return new ShardId(text[..slash], partition);
    }
}
