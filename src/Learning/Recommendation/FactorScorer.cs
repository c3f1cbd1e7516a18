using System.Buffers;
using DistributedML.Numerics;

namespace DistributedML.Learning.Recommendation;

/// <summary>
/// Scores by factors: solves the user's least squares for the items given (fold-in), then takes the product with every item's factors. One
/// solve costs factors² for each of the user's items and factors³/3.
/// </summary>
/// <param name="factors">Length of an item's factors.</param>
/// <param name="alpha">Confidence that a purchase adds.</param>
/// <param name="items">The items' factors, one row an item.</param>
/// <param name="gram">YᵀY + regularization·I, factors by factors.</param>
sealed class FactorScorer(int factors, float alpha, float[] items, float[] gram) : ItemScorer
{
    /// <summary>The items' factors, one row an item.</summary>
    public ReadOnlySpan<float> Items => items;

    public override void Score(ReadOnlySpan<int> user, ReadOnlySpan<float> counts, Span<float> scores)
    {
        var rented = ArrayPool<float>.Shared.Rent(factors + user.Length + AlsRow.WorkLength(factors, user.Length));
        var x = rented.AsSpan(0, factors);
        var confidences = rented.AsSpan(factors, user.Length);
        for (var i = 0; i < user.Length; i++) confidences[i] = AlsRow.Confidence(counts[i], alpha);
        AlsRow.SolveExactly(items, factors, gram, user, confidences, rented.AsSpan(factors + user.Length), x);
        RowKernels.Dot(items, factors, x, scores);
        ArrayPool<float>.Shared.Return(rented);
    }

    public override void Write(BinaryWriter writer)
    {
        writer.Write(factors);
        writer.Write(alpha);
        writer.WriteArray(items);
        writer.WriteArray(gram);
    }

    public static FactorScorer Read(BinaryReader reader, int items)
    {
        var factors = reader.ReadInt32();
        var alpha = reader.ReadSingle();
        float[] values = reader.ReadArray<float>(), gram = reader.ReadArray<float>();
        var right = factors > 0 && values.Length == (long)items * factors && gram.Length == (long)factors * factors;
        return right ? new(factors, alpha, values, gram) : throw new InvalidDataException("not a recommender: its factors do not fit its items");
    }
}
