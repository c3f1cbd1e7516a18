namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>Some columns of a sparse block, in their order.</summary>
/// <param name="output">The feature that it makes.</param>
/// <param name="input">The sparse feature.</param>
/// <param name="places">The new column of each column; -1 where it is left out.</param>
sealed class SelectMap(Feature output, int input, int[] places) : BlockMap(output, input)
{
    public override bool Takes(FeatureType type) => type == FeatureType.Sparse;

    protected override void Fill(Dataset rows, int row, Entries entries) =>
        Add(rows.Sparse(Inputs[0]).ColumnsOf(row), rows.Sparse(Inputs[0]).ValuesOf(row), entries);

    protected override void Fill(FeatureRow row, int[] slots, Entries entries) =>
        Add(row.Sparse[slots[0]].Columns, row.Sparse[slots[0]].Values, entries);

    protected override void WriteBody(BinaryWriter writer) => writer.WriteArray(places);

    public static SelectMap Read(Feature output, int input, FeatureSchema schema, BinaryReader reader)
    {
        var places = reader.ReadArray<int>();
        return places.Length == schema[input].Width && places.All(place => place < output.Width)
            ? new(output, input, places)
            : throw new InvalidDataException($"'{output.Name}' selects of {places.Length} columns; its source has {schema[input].Width}");
    }

    void Add(ReadOnlySpan<int> columns, ReadOnlySpan<float> values, Entries entries)
    {
        for (var i = 0; i < columns.Length; i++)
            if (places[columns[i]] >= 0) entries.Add(places[columns[i]], values[i]);
    }
}
