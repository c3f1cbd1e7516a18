using System.ComponentModel.DataAnnotations;

namespace DistributedML.Learning.Reduction;

/// <summary>
/// Principal components: the orthogonal directions of the largest variance. One pass for the covariance and its eigendecomposition: memory
/// d², time n·d²/2 + d³. Source: Jolliffe, Principal Component Analysis (2002).
/// </summary>
public sealed record PcaOptions : IOptions
{
    /// <summary>Components kept; 0 keeps as many as there are columns.</summary>
    [Range(0, 100_000)]
    public int Components { get; init; }

    /// <summary>Whether each output is divided by its standard deviation, so that all have variance 1.</summary>
    public bool Whiten { get; init; }
}
