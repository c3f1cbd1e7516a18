namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>1 where a value is missing, 0 elsewhere.</summary>
sealed class MissingMap(Feature output, int input) : FeatureMap(output, input)
{
    public override bool Takes(FeatureType type) => type != FeatureType.Sparse;

    public override object Apply(Dataset rows) => rows.Column(Inputs[0]) switch
    {
        float[] values => Array.ConvertAll(values, value => float.IsNaN(value) ? 1f : 0f),
        int[] codes => Array.ConvertAll(codes, code => code < 0 ? 1f : 0f),
        var texts => Array.ConvertAll((string?[])texts, text => text is null ? 1f : 0f),
    };

    public override void Apply(FeatureRow row, int[] slots, FeatureRow made, int slot)
    {
        var missing = row.Schema[Inputs[0]].Type switch
        {
            FeatureType.Numeric => float.IsNaN(row.Numbers[slots[0]]),
            FeatureType.Categorical => row.Codes[slots[0]] < 0,
            _ => row.Texts[slots[0]] is null,
        };
        made.Numbers[slot] = missing ? 1 : 0;
    }
}
