namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>1 where a categorical feature has one level, 0 elsewhere.</summary>
sealed class LevelMap(Feature output, int input, int level) : FeatureMap(output, input)
{
    public override bool Takes(FeatureType type) => type == FeatureType.Categorical;

    public override object Apply(Dataset rows)
    {
        var codes = rows.Codes(Inputs[0]);
        var made = new float[codes.Length];
        for (var i = 0; i < codes.Length; i++)
            if (codes[i] == level) made[i] = 1;
        return made;
    }

    public override void Apply(FeatureRow row, int[] slots, FeatureRow made, int slot) =>
        made.Numbers[slot] = row.Codes[slots[0]] == level ? 1 : 0;

    protected override void WriteBody(BinaryWriter writer) => writer.Write(level);
}
