namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>A level in place of a missing one.</summary>
sealed class FillCodeMap(Feature output, int input, int code) : FeatureMap(output, input)
{
    public override bool Takes(FeatureType type) => type == FeatureType.Categorical;

    public override object Apply(Dataset rows) => Array.ConvertAll(rows.Codes(Inputs[0]), Of);

    public override void Apply(FeatureRow row, int[] slots, FeatureRow made, int slot) => made.Codes[slot] = Of(row.Codes[slots[0]]);

    protected override void WriteBody(BinaryWriter writer) => writer.Write(code);

    int Of(int known) => known < 0 ? code : known;
}
