namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>The value between two bounds. Infinite values become the bounds; missing stays missing.</summary>
sealed class ClipMap(Feature output, int input, float low, float high) : NumberMap(output, input)
{
    protected override void Map(ReadOnlySpan<float> x, Span<float> y)
    {
        for (var i = 0; i < x.Length; i++) y[i] = x[i] < low ? low : x[i] > high ? high : x[i];
    }

    protected override void WriteBody(BinaryWriter writer)
    {
        writer.Write(low);
        writer.Write(high);
    }
}
