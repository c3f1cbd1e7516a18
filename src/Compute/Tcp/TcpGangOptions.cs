namespace DistributedML.Compute.Tcp;

/// <summary>How long the ranks of a <see cref="TcpGang"/> wait for each other.</summary>
public sealed record TcpGangOptions
{
    /// <summary>How long a rank looks for the others at the start.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long a rank may be silent before it counts as lost, as when its machine or the network is down or its process is stopped; at least a second. A rank that
    /// computes is not silent: it says five times in this span that it is there.
    /// </summary>
    public TimeSpan SilenceTimeout { get; init; } = TimeSpan.FromSeconds(20);

    internal void ThrowIfInvalid()
    {
        if (ConnectTimeout <= TimeSpan.Zero) throw new ArgumentOutOfRangeException(nameof(ConnectTimeout), ConnectTimeout, "expected a positive time");
        if (SilenceTimeout < TimeSpan.FromSeconds(1)) throw new ArgumentOutOfRangeException(nameof(SilenceTimeout), SilenceTimeout, "expected at least a second");
    }
}
