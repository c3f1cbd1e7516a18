namespace DistributedML.Learning.Forecasting;

/// <summary>Arrays in states.</summary>
static class BinaryReaderExtensions
{
    /// <summary>Reads <paramref name="count"/> numbers.</summary>
    public static double[] ReadDoubles(this BinaryReader reader, int count)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++) values[i] = reader.ReadDouble();
        return values;
    }

    /// <summary>Writes the numbers without their count.</summary>
    public static void WriteDoubles(this BinaryWriter writer, ReadOnlySpan<double> values)
    {
        foreach (var value in values) writer.Write(value);
    }
}
