using System.Runtime.InteropServices;

namespace DistributedML.Learning.Forecasting;

/// <summary>Arrays in states: the numbers without their count, little-endian.</summary>
static class BinaryReaderExtensions
{
    /// <summary>Reads <paramref name="count"/> numbers.</summary>
    public static double[] ReadDoubles(this BinaryReader reader, int count)
    {
        var values = new double[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    /// <summary>Writes the numbers without their count.</summary>
    public static void WriteDoubles(this BinaryWriter writer, ReadOnlySpan<double> values) => writer.Write(MemoryMarshal.AsBytes(values));
}
