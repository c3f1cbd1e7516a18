namespace DistributedML.Learning.Tabular;

/// <summary>
/// Texts as codes of levels. Levels are sorted by their UTF-16 code units, so the codes do not depend on the order of the rows.
/// </summary>
static class Levels
{
    /// <summary>The distinct texts, sorted.</summary>
    public static string[] Union(IEnumerable<string> texts) => [.. texts.ToHashSet(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>
    /// Codes of <paramref name="from"/> as codes of <paramref name="to"/>; a level that it does not have becomes -1, and other codes stay.
    /// </summary>
    public static int[] Recode(int[] codes, IReadOnlyList<string> from, IReadOnlyList<string> to)
    {
        var codeOf = CodesOf(to);
        int[] recoded = [.. from.Select(level => codeOf.GetValueOrDefault(level, -1))];
        return [.. codes.Select(code => (uint)code < (uint)recoded.Length ? recoded[code] : code)];
    }

    static Dictionary<string, int> CodesOf(IReadOnlyList<string> levels) =>
        levels.Select((level, code) => (level, code)).ToDictionary(pair => pair.level, pair => pair.code, StringComparer.Ordinal);
}
