namespace DistributedML.Jobs.Generator;

/// <summary>How far the generation is.</summary>
/// <param name="Day">The day just written.</param>
/// <param name="DaysDone">Days written.</param>
/// <param name="Days">All days.</param>
/// <param name="Lines">Lines written.</param>
public readonly record struct GiftShopProgress(DateOnly Day, int DaysDone, int Days, long Lines);
