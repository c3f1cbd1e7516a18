using System.Text;

namespace DistributedML.Data.Raw;

/// <summary>Writes numbers of a dialect, "1.234,5", as <see cref="FieldParser"/> reads them: "1234.5".</summary>
/// <param name="point">Stands before the decimals.</param>
/// <param name="thousands">May stand between groups of three digits; null: nothing may.</param>
sealed class NumberText(byte point, string? thousands)
{
    const int LongestNumber = 64;

    readonly byte[] _thousands = thousands is null ? [] : Encoding.UTF8.GetBytes(thousands);

    /// <summary>Numbers are written as <see cref="FieldParser"/> reads them.</summary>
    internal bool IsPlain => point == '.' && _thousands.Length == 0;

    internal static int MostBytes => LongestNumber;

    /// <summary>Writes a number; 0 when its separators do not stand where they may.</summary>
    internal int Write(ReadOnlySpan<byte> text, Span<byte> number)
    {
        if (text.Length > LongestNumber) return 0;
        var (length, group, inFraction, isGrouped) = (0, 0, false, false);
        for (var at = 0; at < text.Length;)
        {
            var letter = text[at];
            if (!inFraction && _thousands.Length > 0 && text[at..].StartsWith(_thousands))
            {
                if (isGrouped ? group != 3 : group is < 1 or > 3) return 0;
                (isGrouped, group) = (true, 0);
                at += _thousands.Length;
                continue;
            }
            at++;
            if (!inFraction && char.IsAsciiDigit((char)letter)) group++;
            else if (letter == point || letter is (byte)'e' or (byte)'E')
            {
                if (isGrouped && !inFraction && group != 3) return 0;
                inFraction = true;
            }
            else if (letter == '.') return 0;
            number[length++] = letter == point ? (byte)'.' : letter;
        }
        return isGrouped && !inFraction && group != 3 ? 0 : length;
    }
}
