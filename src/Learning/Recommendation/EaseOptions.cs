namespace DistributedML.Learning.Recommendation;

/// <summary>
/// Embarrassingly shallow autoencoder: the weights B with zero diagonal that minimise ‖X − XB‖² + L2·‖B‖², where X has a 1 for every user and
/// item bought. Source: Steck, WWW 2019.
/// </summary>
public sealed record EaseOptions : IOptions
{
    /// <summary>Penalty, in users: an item bought by far fewer gets small weights.</summary>
    public double L2 { get; init; } = 500;

    /// <summary>Items that may add to one item's score: those of the largest weights. Fewer make a smaller artifact and faster answers.</summary>
    public int Neighbours { get; init; } = 100;

    /// <inheritdoc/>
    public IEnumerable<OptionError> Check()
    {
        if (!(L2 > 0 && double.IsFinite(L2))) yield return new(nameof(L2), L2, "above 0");
        if (Neighbours < 1) yield return new(nameof(Neighbours), Neighbours, "at least 1");
    }
}
