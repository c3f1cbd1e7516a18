namespace DistributedML.Learning.Tabular;

/// <summary>Texts of a column as codes, numbered as they come; in the end their levels are sorted.</summary>
sealed class LevelColumn
{
    readonly Dictionary<string, int> _codeOf = new(StringComparer.Ordinal);
    readonly List<int> _codes = [];

    /// <summary>Number of texts.</summary>
    public int Count => _codes.Count;

    /// <summary>Adds the next text; null is missing.</summary>
    public void Add(string? text)
    {
        if (text is null)
        {
            _codes.Add(-1);
            return;
        }
        if (!_codeOf.TryGetValue(text, out var code)) _codeOf.Add(text, code = _codeOf.Count);
        _codes.Add(code);
    }

    /// <summary>The levels, sorted by their UTF-16 code units, and a code for each text; missing is -1.</summary>
    public (string[] Levels, int[] Codes) Build()
    {
        string[] levels = [.. _codeOf.Keys.Order(StringComparer.Ordinal)];
        var sorted = new int[levels.Length];
        for (var i = 0; i < levels.Length; i++) sorted[_codeOf[levels[i]]] = i;
        return (levels, [.. _codes.Select(code => code < 0 ? -1 : sorted[code])]);
    }
}
