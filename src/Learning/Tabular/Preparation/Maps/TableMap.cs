namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>A number for each level.</summary>
/// <param name="output">The feature that it makes.</param>
/// <param name="input">The categorical feature.</param>
/// <param name="values">The number for a missing level, then one for each level.</param>
sealed class TableMap(Feature output, int input, float[] values) : FeatureMap(output, input)
{
    public override bool Takes(FeatureType type) => type == FeatureType.Categorical;

    public override object Apply(Dataset rows) => Array.ConvertAll(rows.Codes(Inputs[0]), code => values[code + 1]);

    public override void Apply(FeatureRow row, int[] slots, FeatureRow made, int slot) =>
        made.Numbers[slot] = values[row.Codes[slots[0]] + 1];

    protected override void WriteBody(BinaryWriter writer) => writer.WriteArray(values);

    public static TableMap Read(Feature output, int input, FeatureSchema schema, BinaryReader reader)
    {
        var values = reader.ReadArray<float>();
        return values.Length == schema[input].Levels.Count + 1
            ? new(output, input, values)
            : throw new InvalidDataException($"feature '{output.Name}' has {values.Length} values for {schema[input].Levels.Count} levels");
    }
}
