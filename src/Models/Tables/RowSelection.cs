using System.Text;
using DistributedML.Data;
using DistributedML.Numerics;

namespace DistributedML.Models.Tables;

/// <summary>Which rows a pass over the table takes: those learned from, or those held back.</summary>
/// <param name="validation">How rows are held back.</param>
/// <param name="isHeldBack">Whether the pass takes the rows held back.</param>
/// <param name="fold">The fold that is held back; null outside of folds, where all rows are learned from.</param>
sealed class RowSelection(ValidationDefinition validation, bool isHeldBack, int? fold = null)
{
    readonly long _from = validation.From is { } day ? EpochTime.Microseconds(day.ToDateTime(default)) : long.MaxValue;
    readonly ulong _seed = Hash64.Mix((ulong)validation.Seed);

    /// <summary>Whether a row belongs to the pass.</summary>
    /// <param name="key">The row's id, or its group, in UTF-8.</param>
    /// <param name="time">Its time in microseconds since 1970-01-01.</param>
    public bool Takes(ReadOnlySpan<byte> key, long time) => validation.By switch
    {
        ValidateBy.Time => time >= _from == isHeldBack,
        ValidateBy.Folds => fold is { } number ? (int)(Uniform(key) * validation.Folds) == number == isHeldBack : !isHeldBack,
        _ => Uniform(key) < validation.Share == isHeldBack,
    };

    double Uniform(ReadOnlySpan<byte> key)
    {
        const int Short = 256;
        Span<char> text = key.Length <= Short ? stackalloc char[key.Length] : new char[key.Length];
        var hash = Hash64.Of(text[..Encoding.UTF8.GetChars(key, text)]);
        return (Hash64.Mix(hash ^ _seed) >> 11) * (1.0 / (1UL << 53));
    }
}
