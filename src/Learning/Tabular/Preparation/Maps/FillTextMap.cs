namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>A text in place of a missing one.</summary>
sealed class FillTextMap(Feature output, int input, string text) : FeatureMap(output, input)
{
    public override bool Takes(FeatureType type) => type == FeatureType.Text;

    public override object Apply(Dataset rows) => Array.ConvertAll(rows.Texts(Inputs[0]), known => known ?? text);

    public override void Apply(FeatureRow row, int[] slots, FeatureRow made, int slot) => made.Texts[slot] = row.Texts[slots[0]] ?? text;

    protected override void WriteBody(BinaryWriter writer) => writer.Write(text);
}
