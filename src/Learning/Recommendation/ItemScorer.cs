namespace DistributedML.Learning.Recommendation;

/// <summary>What an algorithm learned: scores every item for a user's items. Immutable.</summary>
abstract class ItemScorer : IState
{
    /// <summary>Writes every item's score.</summary>
    /// <param name="items">The user's items, ascending.</param>
    /// <param name="counts">In how many baskets each is.</param>
    /// <param name="scores">One for each item of the model; the former content is of no use.</param>
    public abstract void Score(ReadOnlySpan<int> items, ReadOnlySpan<float> counts, Span<float> scores);

    /// <inheritdoc/>
    public abstract void Write(BinaryWriter writer);
}
