namespace Microsoft.Spark.Sql;

// Bits and number bases.
public static partial class Functions
{
    /// <summary>The number in base 2, as text.</summary>
    public static Column Bin(Column column) => Call("bin", column);

    /// <inheritdoc cref="Bin(Column)"/>
    public static Column Bin(string columnName) => Call("bin", Col(columnName));

    /// <summary>How many bits are set.</summary>
    public static Column BitCount(Column value) => Call("bit_count", value);

    /// <summary>The bit at a position, counted from 0 at the right.</summary>
    public static Column BitGet(Column value, Column position) => Call("bit_get", value, position);

    /// <summary>The bit at a position, counted from 0 at the right.</summary>
    public static Column Getbit(Column value, Column position) => Call("getbit", value, position);

    /// <summary>The number with every bit turned.</summary>
    public static Column BitwiseNOT(Column column) => Call("~", column);

    /// <summary>The number with every bit turned.</summary>
    public static Column Bitwise_Not(Column column) => Call("~", column);

    /// <summary>A number written in one base, written in another.</summary>
    public static Column Conv(Column column, int fromBase, int toBase) => Call("conv", column, Lit(fromBase), Lit(toBase));

    /// <summary>A number, text or bytes in hexadecimal digits.</summary>
    public static Column Hex(Column column) => Call("hex", column);

    /// <summary>The bytes that hexadecimal digits write.</summary>
    public static Column Unhex(Column column) => Call("unhex", column);

    /// <summary>The number with its bits moved to the left.</summary>
    public static Column ShiftLeft(Column column, int numBits) => Call("shiftleft", column, Lit(numBits));

    /// <summary>The number with its bits moved to the left.</summary>
    public static Column Shiftleft(Column column, int numBits) => Call("shiftleft", column, Lit(numBits));

    /// <summary>The number with its bits moved to the right; the sign stays.</summary>
    public static Column ShiftRight(Column column, int numBits) => Call("shiftright", column, Lit(numBits));

    /// <summary>The number with its bits moved to the right; the sign stays.</summary>
    public static Column Shiftright(Column column, int numBits) => Call("shiftright", column, Lit(numBits));

    /// <summary>The number with its bits moved to the right, filled with zeros.</summary>
    public static Column ShiftRightUnsigned(Column column, int numBits) => Call("shiftrightunsigned", column, Lit(numBits));

    /// <summary>The number with its bits moved to the right, filled with zeros.</summary>
    public static Column Shiftrightunsigned(Column column, int numBits) => Call("shiftrightunsigned", column, Lit(numBits));

    /// <summary>The position, from 0, of a number's bit in its bitmap.</summary>
    public static Column BitmapBitPosition(Column value) => Call("bitmap_bit_position", value);

    /// <summary>The number of the bitmap that holds a number's bit.</summary>
    public static Column BitmapBucketNumber(Column value) => Call("bitmap_bucket_number", value);

    /// <summary>How many bits of a bitmap are set.</summary>
    public static Column BitmapCount(Column bitmap) => Call("bitmap_count", bitmap);
}
