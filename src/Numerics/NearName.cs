namespace DistributedML.Numerics;

/// <summary>Finds what a misspelt name may have meant, by edit distance; upper and lower case are the same.</summary>
public static class NearName
{
    const int Shown = 20;

    /// <summary>
    /// "; did you mean 'x'?" for the nearest of the names, "; expected one of a, b, c" when none is near, "; there is none" where there are no
    /// names. Lists the first 20 names.
    /// </summary>
    public static string Hint(string wrong, IEnumerable<string> names)
    {
        var known = names.ToList();
        if (known.Count == 0) return "; there is none";
        return Of(wrong, known) is { } near ? $"; did you mean '{near}'?"
            : $"; expected one of {string.Join(", ", known.Take(Shown))}{(known.Count > Shown ? $" and {known.Count - Shown} more" : "")}";
    }

    /// <summary>The nearest of the names; null when each is further away than a third of the word, or two letters for short ones.</summary>
    public static string? Of(string wrong, IEnumerable<string> names) => names
        .Select(name => (name, distance: Distance(wrong.ToLowerInvariant(), name.ToLowerInvariant())))
        .Where(pair => pair.distance <= Math.Max(wrong.Length / 3, Math.Min(2, wrong.Length - 1)))
        .OrderBy(pair => pair.distance).Select(pair => pair.name).FirstOrDefault();

    /// <summary>Optimal string alignment: inserted, deleted, replaced and swapped neighbouring letters each count 1. Time m·n.</summary>
    static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                d[i, j] = Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }
        return d[a.Length, b.Length];
    }
}
