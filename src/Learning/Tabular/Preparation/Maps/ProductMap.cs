namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>The product of numbers; a feature that stands twice is squared. Missing when one is.</summary>
sealed class ProductMap(Feature output, int[] inputs) : FeatureMap(output, inputs)
{
    public override bool Takes(FeatureType type) => type == FeatureType.Numeric;

    public override object Apply(Dataset rows)
    {
        var made = (float[])rows.Numeric(Inputs[0]).Clone();
        foreach (var place in Inputs.AsSpan(1))
        {
            var factors = rows.Numeric(place);
            for (var i = 0; i < made.Length; i++) made[i] *= factors[i];
        }
        return made;
    }

    public override void Apply(FeatureRow row, int[] slots, FeatureRow made, int slot)
    {
        var product = row.Numbers[slots[0]];
        for (var i = 1; i < slots.Length; i++) product *= row.Numbers[slots[i]];
        made.Numbers[slot] = product;
    }
}
