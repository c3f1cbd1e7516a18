using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Spark;

static partial class FunctionSamples
{
    public static readonly SampleTable Bits = new(Sources.Row)
    {
        { () => Bin(Col("i")), "bin(i)" },
        { () => Bin("i"), "bin(i)" },
        { () => BitCount(Col("i")), "bit_count(i)" },
        { () => BitGet(Col("i"), Lit(2)), "bit_get(i, 2)" },
        { () => Getbit(Col("i"), Lit(0)), "getbit(i, 0)" },
        { () => BitwiseNOT(Col("i")), "~i" },
        { () => Bitwise_Not(Col("i")), "~i" },
        { () => Conv(Lit("100"), 2, 10), "conv('100', 2, 10)" },
        { () => Hex(Col("i")), "hex(i)" },
        { () => Unhex(Lit("4869")), "unhex('4869')" },
        { () => ShiftLeft(Col("i"), 2), "shiftleft(i, 2)" },
        { () => Shiftleft(Col("i"), 2), "shiftleft(i, 2)" },
        { () => ShiftRight(Lit(-5), 1), "shiftright(-5, 1)" },
        { () => Shiftright(Lit(-5), 1), "shiftright(-5, 1)" },
        { () => ShiftRightUnsigned(Lit(-5), 1), "shiftrightunsigned(-5, 1)" },
        { () => Shiftrightunsigned(Lit(-5), 1), "shiftrightunsigned(-5, 1)" },
        { () => BitmapBitPosition(Col("n")), "bitmap_bit_position(n)" },
        { () => BitmapBucketNumber(Col("n")), "bitmap_bucket_number(n)" },
        { () => BitmapCount(Col("bin")), "bitmap_count(bin)" },
    };
}
