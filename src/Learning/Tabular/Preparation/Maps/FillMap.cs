namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>A value in place of a missing number.</summary>
sealed class FillMap(Feature output, int input, float value) : NumberMap(output, input)
{
    protected override void Map(ReadOnlySpan<float> x, Span<float> y)
    {
        for (var i = 0; i < x.Length; i++) y[i] = float.IsNaN(x[i]) ? value : x[i];
    }

    protected override void WriteBody(BinaryWriter writer) => writer.Write(value);
}
