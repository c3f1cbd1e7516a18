namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>
/// A sparse block with a column for each term of a vocabulary: its count in the text times its weight, the row scaled to norm 1.
/// </summary>
sealed class TermMap : BlockMap
{
    readonly TermShape _shape;
    readonly string[] _terms;
    readonly float[] _weights;
    readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _columns;

    /// <param name="output">The feature that it makes.</param>
    /// <param name="input">The text feature.</param>
    /// <param name="shape">What a term is.</param>
    /// <param name="terms">The vocabulary by column; distinct.</param>
    /// <param name="weights">The weight of each term.</param>
    public TermMap(Feature output, int input, TermShape shape, string[] terms, float[] weights) : base(output, input)
    {
        (_shape, _terms, _weights) = (shape, terms, weights);
        var columns = new Dictionary<string, int>(terms.Length, StringComparer.Ordinal);
        for (var i = 0; i < terms.Length; i++) columns.Add(terms[i], i);
        _columns = columns.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public override bool Takes(FeatureType type) => type == FeatureType.Text;

    protected override void Fill(Dataset rows, int row, Entries entries) => Add(rows.Texts(Inputs[0])[row], entries);

    protected override void Fill(FeatureRow row, int[] slots, Entries entries) => Add(row.Texts[slots[0]], entries);

    /// <remarks>The counts are whole numbers, so the order of adding them does not matter; the weights come after.</remarks>
    void Add(string? text, Entries entries)
    {
        if (text is null) return;
        var words = Words.Of(text, _shape.MinLength, _shape.Lowercase);
        for (var n = _shape.MinWords; n <= _shape.MaxWords; n++)
            for (var first = 0; first + n <= words.Count; first++)
                if (_columns.TryGetValue(words[first, n], out var column)) entries.Add(column, 1);
        entries.Combine();
        var squares = 0.0;
        for (var i = 0; i < entries.Values.Length; i++)
        {
            double count = entries.Values[i];
            var value = (_shape.Sublinear ? 1 + Math.Log(count) : count) * _weights[entries.Columns[i]];
            entries.Values[i] = (float)value;
            squares += value * value;
        }
        if (!_shape.Normalise || squares == 0) return;
        var scale = 1 / Math.Sqrt(squares);
        foreach (ref var value in entries.Values) value = (float)(value * scale);
    }

    protected override void WriteBody(BinaryWriter writer)
    {
        _shape.Write(writer);
        writer.WriteTexts(_terms);
        writer.WriteArray(_weights);
    }

    public static TermMap Read(Feature output, int input, BinaryReader reader)
    {
        var (shape, terms, weights) = (TermShape.Read(reader), reader.ReadTexts(), reader.ReadArray<float>());
        return terms.Length == output.Width && weights.Length == terms.Length
            && terms.Distinct(StringComparer.Ordinal).Count() == terms.Length
            ? new(output, input, shape, terms, weights)
            : throw new InvalidDataException($"'{output.Name}' has {terms.Length} terms, {weights.Length} weights, {output.Width} columns");
    }
}
