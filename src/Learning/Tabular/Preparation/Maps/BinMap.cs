namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>The number of inner edges that are not above the value, as a number or as a level. Missing stays missing.</summary>
sealed class BinMap(Feature output, int input, float[] edges) : FeatureMap(output, input)
{
    public override bool Takes(FeatureType type) => type == FeatureType.Numeric;

    public override object Apply(Dataset rows) => Output.Type == FeatureType.Numeric
        ? Array.ConvertAll(rows.Numeric(Inputs[0]), value => Of(value) is >= 0 and var bin ? bin : float.NaN)
        : Array.ConvertAll(rows.Numeric(Inputs[0]), Of);

    public override void Apply(FeatureRow row, int[] slots, FeatureRow made, int slot)
    {
        var bin = Of(row.Numbers[slots[0]]);
        if (Output.Type == FeatureType.Numeric) made.Numbers[slot] = bin >= 0 ? bin : float.NaN;
        else made.Codes[slot] = bin;
    }

    protected override void WriteBody(BinaryWriter writer) => writer.WriteArray(edges);

    int Of(float value) => float.IsNaN(value) ? -1 : BinOf(edges, value);

    /// <summary>The number of ascending edges that are not above a value.</summary>
    public static int BinOf(ReadOnlySpan<float> edges, float value)
    {
        var (low, high) = (0, edges.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (edges[middle] <= value) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
