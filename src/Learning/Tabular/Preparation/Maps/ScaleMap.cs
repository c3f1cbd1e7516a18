namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>(x − centre) · scale + shift, kept between two bounds. Missing stays missing.</summary>
sealed class ScaleMap(
    Feature output, int input, double centre, double scale, double shift = 0, double low = double.NegativeInfinity,
        double high = double.PositiveInfinity)
    : NumberMap(output, input)
{
    protected override void Map(ReadOnlySpan<float> x, Span<float> y)
    {
        y = y[..x.Length];
        for (var i = 0; i < x.Length; i++) y[i] = (float)((x[i] - centre) * scale + shift);
        if (!double.IsFinite(low) && !double.IsFinite(high)) return;
        for (var i = 0; i < y.Length; i++) y[i] = Math.Clamp(y[i], (float)low, (float)high);
    }

    protected override void WriteBody(BinaryWriter writer)
    {
        foreach (var value in (double[])[centre, scale, shift, low, high]) writer.Write(value);
    }

    public static ScaleMap Read(Feature output, int input, BinaryReader reader)
    {
        var (centre, scale, shift, low, high) = (reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(),
            reader.ReadDouble());
        return low <= high
            ? new(output, input, centre, scale, shift, low, high)
            : throw new InvalidDataException($"feature '{output.Name}' is kept between {low} and {high}");
    }
}
