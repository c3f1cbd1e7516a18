namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>The feature as it is.</summary>
sealed class KeepMap(Feature output, int input) : FeatureMap(output, input)
{
    public override bool Takes(FeatureType type) => type == Output.Type;

    public override object Apply(Dataset rows) => rows.Column(Inputs[0]);

    public override void Apply(FeatureRow row, int[] slots, FeatureRow made, int slot)
    {
        switch (Output.Type)
        {
            case FeatureType.Numeric: made.Numbers[slot] = row.Numbers[slots[0]]; break;
            case FeatureType.Categorical: made.Codes[slot] = row.Codes[slots[0]]; break;
            case FeatureType.Text: made.Texts[slot] = row.Texts[slots[0]]; break;
            case FeatureType.Sparse: made.Sparse[slot].Set(row.Sparse[slots[0]].Columns, row.Sparse[slots[0]].Values); break;
        }
    }
}
