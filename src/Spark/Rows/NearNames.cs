namespace DistributedML.Spark.Rows;

/// <summary>What to say when a name is not there: those that look like it.</summary>
static class NearNames
{
    const int Shown = 5;

    public static string Missing(string name, IEnumerable<string> names)
    {
        var all = names.ToList();
        var near = all.Select(candidate => (candidate, distance: Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(item => item.distance <= Math.Max(2, name.Length / 3)).OrderBy(item => item.distance).Take(Shown).Select(item => item.candidate).ToList();
        var hint = near.Count > 0 ? $"did you mean {string.Join(", ", near)}?" : $"the columns are {string.Join(", ", all.Take(20))}{(all.Count > 20 ? ", ..." : "")}";
        return $"There is no column '{name}'; {hint}";
    }

    // Levenshtein's distance, one row of the table at a time.
    static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }
        return row[right.Length];
    }
}
