namespace DistributedML.Registry.Storage;

/// <summary>Names that a mistyped one may have meant.</summary>
static class NearNames
{
    /// <summary>"; did you mean 'x'?" with the nearest name within a third of its letters, else "; there is 'x', 'y'", else "; there is none yet".</summary>
    public static string Hint(string name, IReadOnlyCollection<string> known)
    {
        if (known.Count == 0) return "; there is none yet";
        var nearest = known.MinBy(candidate => Distance(name, candidate))!;
        return Distance(name, nearest) <= Math.Max(1, nearest.Length / 3)
            ? $"; did you mean '{nearest}'?"
            : $"; there is {string.Join(", ", known.Order(StringComparer.Ordinal).Take(10).Select(candidate => $"'{candidate}'"))}{(known.Count > 10 ? " and more" : "")}";
    }

    /// <summary>Letters to insert, delete or replace, case ignored (Levenshtein 1966).</summary>
    static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }
        return row[^1];
    }
}
