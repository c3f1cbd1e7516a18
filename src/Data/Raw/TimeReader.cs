using System.Globalization;
using System.Text;

namespace DistributedML.Data.Raw;

/// <summary>
/// Reads times and days from UTF-8 text, in microseconds since 1970-01-01T00:00. Without formats, ISO 8601: <c>2011-09-09</c>, <c>2011-09-09 10:26</c>,
/// <c>2011-09-09T10:26:00.25</c>, each time with or without offset (<c>Z</c>, <c>+02:00</c>, <c>+0200</c>, <c>+02</c>). With formats, one of them: .NET's
/// <see href="https://learn.microsoft.com/dotnet/standard/base-types/custom-date-and-time-format-strings">custom formats</see> with English names, or
/// <c>epoch-seconds</c>, <c>epoch-milliseconds</c>, <c>epoch-microseconds</c>. A text with an offset, and an epoch, is an instant and becomes the local time of a zone; other texts
/// stay as they are. The machine's own zone and language play no part.
/// </summary>
public sealed class TimeReader
{
    const int LongestText = 64;
    const long MicrosecondsPerMinute = 60_000_000;

    readonly TimeZoneInfo _zone;
    readonly Format[] _formats;

    /// <summary>Makes a reader.</summary>
    /// <param name="formats">The formats; empty for ISO 8601.</param>
    /// <param name="zone">The zone that instants are brought to: an IANA name, "Europe/Berlin".</param>
    /// <exception cref="TimeZoneNotFoundException">There is no such zone.</exception>
    public TimeReader(IEnumerable<string> formats, string zone)
    {
        _zone = TimeZoneInfo.FindSystemTimeZoneById(zone);
        _formats = [.. formats.SelectMany(FormatsOf)];
    }

    /// <summary>Reads a text; false when it has none of the formats, or is beyond the years 1 to 9999.</summary>
    public bool TryRead(ReadOnlySpan<byte> text, out long microseconds)
    {
        if (_formats.Length == 0) return TryIso(text, out microseconds);
        Span<char> letters = stackalloc char[LongestText];
        microseconds = 0;
        if (text.Length > LongestText) return false;
        letters = letters[..Encoding.UTF8.GetChars(text, letters)];
        foreach (var format in _formats)
        {
            if (TryFormat(format, text, letters, out microseconds)) return true;
        }
        return false;
    }

    /// <summary>An instant as the local time of the zone; false when that is beyond the years 1 to 9999.</summary>
    bool TryLocal(long instant, out long microseconds)
    {
        microseconds = instant;
        if (instant < EpochTime.Microseconds(DateTime.MinValue) || instant > EpochTime.Microseconds(DateTime.MaxValue)) return false;
        if (_zone.HasSameRules(TimeZoneInfo.Utc)) return true;
        microseconds = EpochTime.Microseconds(TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(EpochTime.Time(instant), DateTimeKind.Utc), _zone));
        return true;
    }

    bool TryIso(ReadOnlySpan<byte> text, out long microseconds)
    {
        if (FieldParser.TryTimestamp(text, out microseconds)) return true;
        var offset = OffsetLength(text, out var minutes);
        return offset > 0 && text.Length - offset > 10 && FieldParser.TryTimestamp(text[..^offset], out var local)
            && TryLocal(local - minutes * MicrosecondsPerMinute, out microseconds);
    }

    /// <summary>How many bytes at the end are an offset: Z, +hh, +hhmm or +hh:mm.</summary>
    static int OffsetLength(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (text is [.., (byte)'Z' or (byte)'z']) return 1;
        var at = text.LastIndexOfAny("+-"u8);
        if (at < 0) return 0;
        var digits = text[(at + 1)..];
        if (digits.Length is not (2 or 4 or 5) || (digits.Length == 5 && digits[2] != ':')) return 0;
        if (!FieldParser.TryDigits(digits[..2], out var hours) || !FieldParser.TryDigits(digits.Length == 2 ? "00"u8 : digits[^2..], out minutes)) return 0;
        if (hours > 18 || minutes > 59) return 0;
        minutes = (60 * hours + minutes) * (text[at] == '-' ? -1 : 1);
        return digits.Length + 1;
    }

    bool TryFormat(Format format, ReadOnlySpan<byte> text, ReadOnlySpan<char> letters, out long microseconds)
    {
        microseconds = 0;
        if (format.EpochUnit > 0) return TryEpoch(letters, format.EpochUnit, out var instant) && TryLocal(instant, out microseconds);
        if (!format.HasOffset)
        {
            if (!DateTime.TryParseExact(letters, format.Text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return false;
            microseconds = EpochTime.Microseconds(local);
            return true;
        }
        return DateTimeOffset.TryParseExact(letters, format.Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            && TryLocal(EpochTime.Microseconds(time.UtcDateTime), out microseconds);
    }

    static bool TryEpoch(ReadOnlySpan<char> letters, long unit, out long microseconds)
    {
        microseconds = 0;
        if (!decimal.TryParse(letters, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)) return false;
        if (Math.Abs(count) > long.MaxValue / unit) return false;
        microseconds = (long)decimal.Floor(count * unit);
        return true;
    }

    /// <summary>A format; one with K, which may be an offset or nothing, is three.</summary>
    static IEnumerable<Format> FormatsOf(string text) => text switch
    {
        "epoch-seconds" => [new(text, 1_000_000, true)],
        "epoch-milliseconds" => [new(text, 1_000, true)],
        "epoch-microseconds" => [new(text, 1, true)],
        _ when Specifier(text, 'K') is >= 0 and var at => [.. FormatsOf(text[..at] + "zzz" + text[(at + 1)..]), .. FormatsOf(text[..at] + "Z" + text[(at + 1)..]), .. FormatsOf(text.Remove(at, 1))],
        _ => [new(text, 0, Specifier(text, 'z') >= 0 || Specifier(text, 'Z') >= 0)],
    };

    /// <summary>Where a letter stands in a format that is not quoted; -1 when it does not.</summary>
    static int Specifier(string format, char letter)
    {
        for (var at = 0; at < format.Length; at++)
        {
            if (format[at] == letter) return at;
            if (format[at] == '\\') at++;
            else if (format[at] is '\'' or '"') at = format.IndexOf(format[at], at + 1) is >= 0 and var end ? end : format.Length;
        }
        return -1;
    }

    readonly record struct Format(string Text, long EpochUnit, bool HasOffset);
}
