namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>
/// A power transformation, then (y − centre) · scale. Missing stays missing, and so becomes a value that Box-Cox is not defined for.
/// </summary>
sealed class PowerMap(Feature output, int input, PowerMethod method, double lambda, double centre, double scale) : NumberMap(output, input)
{
    public static double YeoJohnson(double x, double lambda) => x >= 0
        ? lambda == 0 ? Math.Log(1 + x) : (Math.Pow(1 + x, lambda) - 1) / lambda
        : lambda == 2 ? -Math.Log(1 - x) : -(Math.Pow(1 - x, 2 - lambda) - 1) / (2 - lambda);

    /// <summary>NaN unless x is above 0.</summary>
    public static double BoxCox(double x, double lambda) =>
        !(x > 0) ? double.NaN : lambda == 0 ? Math.Log(x) : (Math.Pow(x, lambda) - 1) / lambda;

    public static double Of(PowerMethod method, double x, double lambda) =>
        method == PowerMethod.BoxCox ? BoxCox(x, lambda) : YeoJohnson(x, lambda);

    protected override void Map(ReadOnlySpan<float> x, Span<float> y)
    {
        for (var i = 0; i < x.Length; i++) y[i] = float.IsNaN(x[i]) ? float.NaN : (float)((Of(method, x[i], lambda) - centre) * scale);
    }

    protected override void WriteBody(BinaryWriter writer)
    {
        writer.Write((byte)method);
        foreach (var value in (double[])[lambda, centre, scale]) writer.Write(value);
    }

    public static PowerMap Read(Feature output, int input, BinaryReader reader)
    {
        var method = (PowerMethod)reader.ReadByte();
        if (!Enum.IsDefined(method)) throw new InvalidDataException($"feature '{output.Name}' has the power transformation {method}");
        return new(output, input, method, reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
    }
}
