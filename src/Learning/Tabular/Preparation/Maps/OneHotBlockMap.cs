namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>A sparse block with a column for each level that has one.</summary>
/// <param name="output">The feature that it makes.</param>
/// <param name="input">The categorical feature.</param>
/// <param name="columns">The column of each level; -1 for none.</param>
sealed class OneHotBlockMap(Feature output, int input, int[] columns) : BlockMap(output, input)
{
    public override bool Takes(FeatureType type) => type == FeatureType.Categorical;

    protected override void Fill(Dataset rows, int row, Entries entries) => Add(rows.Codes(Inputs[0])[row], entries);

    protected override void Fill(FeatureRow row, int[] slots, Entries entries) => Add(row.Codes[slots[0]], entries);

    protected override void WriteBody(BinaryWriter writer) => writer.WriteArray(columns);

    public static OneHotBlockMap Read(Feature output, int input, FeatureSchema schema, BinaryReader reader)
    {
        var columns = reader.ReadArray<int>();
        return columns.Length == schema[input].Levels.Count && columns.All(column => column < output.Width)
            ? new(output, input, columns)
            : throw new InvalidDataException($"'{output.Name}' has {columns.Length} columns for {schema[input].Levels.Count} levels");
    }

    void Add(int code, Entries entries)
    {
        if (code >= 0 && columns[code] >= 0) entries.Add(columns[code], 1);
    }
}
