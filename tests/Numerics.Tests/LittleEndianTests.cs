using System.Buffers.Binary;
using DistributedML.Numerics;

namespace DistributedML.Tests.Numerics;

public sealed class LittleEndianTests
{
    static readonly double[] Doubles = [1.5, -0.0, double.NaN, double.MaxValue, 1e-300];

    [Fact]
    public void The_lowest_byte_comes_first() =>
        Assert.Equal("0100 04030201 FCFFFFFFFFFFFFFF 0000C03F 000000000000F83F 01", string.Join(' ',   // IEEE 754: 1.5 = 1.1₂·2⁰, exponents 0x7F and 0x3FF
            Hex<short>([1]), Hex<uint>([0x01020304]), Hex<long>([-4]), Hex<float>([1.5f]), Hex<double>([1.5]), Hex<bool>([true])));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void On_a_machine_of_either_byte_order_a_number_comes_back(bool reversed)
    {
        Check<bool>([true, false, true], reversed);
        Check<char>(['a', 'é', '\uFFFD'], reversed);
        Check<int>([1, -2, int.MaxValue], reversed);
        Check<ulong>([1, ulong.MaxValue - 1], reversed);
        Check<float>([1.5f, -0f, float.Epsilon], reversed);
        Check<double>(Doubles, reversed);
        Check<double>([], reversed);
        Check<double>([.. Enumerable.Range(0, 5_000).Select(i => Math.Sqrt(i))], reversed);   // many blocks, the last one not full
    }

    [Fact]
    public void Of_the_other_machine_each_number_is_reversed_and_the_given_numbers_stay()
    {
        var values = (double[])Doubles.Clone();
        var bytes = Bytes<double>(values, reversed: BitConverter.IsLittleEndian);   // big-endian on every machine
        for (var i = 0; i < values.Length; i++)
        {
            Assert.Equal(BitConverter.DoubleToInt64Bits(Doubles[i]), BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(8 * i)));
            Assert.Equal(BitConverter.DoubleToInt64Bits(Doubles[i]), BitConverter.DoubleToInt64Bits(values[i]));
        }
    }

    [Fact]
    public void Structs_of_several_numbers_are_refused()
    {
        Assert.Throws<NotSupportedException>(() => Bytes<(int, int)>([(1, 2)], reversed: false));
        Assert.Throws<NotSupportedException>(() => LittleEndian.Read(new BinaryReader(new MemoryStream(new byte[16])), new decimal[1].AsSpan()));
    }

    [Fact]
    public void A_stream_that_ends_too_early_is_an_error() =>
        Assert.Throws<EndOfStreamException>(() => LittleEndian.Read(new BinaryReader(new MemoryStream(new byte[15])), new double[2].AsSpan()));

    static void Check<T>(T[] values, bool reversed) where T : unmanaged
    {
        var read = new T[values.Length];
        LittleEndian.Read(new BinaryReader(new MemoryStream(Bytes<T>(values, reversed))), read.AsSpan(), reversed);
        Assert.Equal(values, read);
    }

    static string Hex<T>(ReadOnlySpan<T> values) where T : unmanaged => Convert.ToHexString(Bytes(values, reversed: !BitConverter.IsLittleEndian));

    static byte[] Bytes<T>(ReadOnlySpan<T> values, bool reversed) where T : unmanaged
    {
        var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream)) LittleEndian.Write(writer, values, reversed);
        return stream.ToArray();
    }
}
