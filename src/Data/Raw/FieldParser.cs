using System.Buffers.Text;
using System.Runtime.CompilerServices;

namespace DistributedML.Data.Raw;

/// <summary>Reads the values of typed columns from UTF-8 text. The whole text must be the value; no spaces, no thousands separators.</summary>
public static class FieldParser
{
    /// <summary>A 64-bit integer.</summary>
    public static bool TryInteger(ReadOnlySpan<byte> text, out long value) => Utf8Parser.TryParse(text, out value, out var length) && length == text.Length;

    /// <summary>A finite double.</summary>
    public static bool TryDouble(ReadOnlySpan<byte> text, out double value) =>
        Utf8Parser.TryParse(text, out value, out var length) && length == text.Length && double.IsFinite(value);

    /// <summary>true or false, in any case.</summary>
    public static bool TryBoolean(ReadOnlySpan<byte> text, out bool value) => Utf8Parser.TryParse(text, out value, out var length) && length == text.Length;

    /// <summary>A day, as 2011-09-09, in days since 1970-01-01.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryDate(ReadOnlySpan<byte> text, out int days)
    {
        days = 0;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-') return false;
        if (!TryDigits(text[..4], out var year) || !TryDigits(text[5..7], out var month) || !TryDigits(text[8..], out var day)) return false;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        days = new DateOnly(year, month, day).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
        return true;
    }

    /// <summary>
    /// Local date and time, as 2011-09-09 10:26, 2011-09-09T10:26:00 or 2011-09-09 10:26:00.123456 (up to nine decimals, cut to six), or a day for its midnight; in microseconds since
    /// 1970-01-01T00:00.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryTimestamp(ReadOnlySpan<byte> text, out long microseconds)
    {
        microseconds = 0;
        if (text.Length < 10 || !TryDate(text[..10], out var days)) return false;
        if (text.Length > 10 && !(text[10] is (byte)' ' or (byte)'T' && TryTime(text[11..], out microseconds))) return false;
        microseconds += days * (TimeSpan.TicksPerDay / TimeSpan.TicksPerMicrosecond);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static bool TryTime(ReadOnlySpan<byte> text, out long microseconds)
    {
        microseconds = 0;
        if (text.Length < 5 || text[2] != ':' || !TryDigits(text[..2], out var hour) || !TryDigits(text[3..5], out var minute)) return false;
        var second = 0;
        if (text.Length > 5 && (text.Length < 8 || text[5] != ':' || !TryDigits(text[6..8], out second))) return false;
        if (hour > 23 || minute > 59 || second > 59) return false;
        microseconds = ((hour * 60 + minute) * 60 + second) * 1_000_000L;
        if (text.Length <= 8) return true;
        if (text[8] != '.' || text.Length is 9 or > 18) return false;
        if (text.Length > 15)   // nanoseconds are cut to microseconds
        {
            if (!TryDigits(text[15..], out _)) return false;
            text = text[..15];
        }
        if (!TryDigits(text[9..], out var fraction)) return false;
        for (var digits = text.Length - 9; digits < 6; digits++) fraction *= 10;
        microseconds += fraction;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static bool TryDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit((char)digit)) return false;
            value = 10 * value + (digit - '0');
        }
        return true;
    }
}
