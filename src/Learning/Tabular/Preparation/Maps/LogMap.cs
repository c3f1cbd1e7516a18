namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>log(1 + x), missing for x of at most −1; or sign(x) · log(1 + |x|).</summary>
sealed class LogMap(Feature output, int input, bool signed) : NumberMap(output, input)
{
    protected override void Map(ReadOnlySpan<float> x, Span<float> y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            double value = x[i];
            y[i] = (float)(signed ? Math.CopySign(double.LogP1(Math.Abs(value)), value) : value > -1 ? double.LogP1(value) : double.NaN);
        }
    }

    protected override void WriteBody(BinaryWriter writer) => writer.Write(signed);
}
