using System.ComponentModel.DataAnnotations;
using DistributedML.Learning;

namespace DistributedML.Jobs.Generator;

/// <summary>Size and seed of the generated gift shop.</summary>
public sealed record GiftShopOptions : IOptions
{
    /// <summary>Lines of the data, about; at least 10,000.</summary>
    [Range(10_000, int.MaxValue)]
    public int Lines { get; init; } = 300_000;

    /// <summary>Seed: the same seed and options give the same bytes.</summary>
    public int Seed { get; init; } = 7;
}
