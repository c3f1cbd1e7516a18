using System.Collections;
using System.Data.SqlTypes;
using System.Globalization;
using System.Numerics;
using DistributedML.Spark.Rows;
using Google.Protobuf;
using Microsoft.Spark.Sql.Types;
using static DistributedML.Spark.Connect.Protocol.Expression.Types;
using DataType = DistributedML.Spark.Connect.Protocol.DataType;

namespace Microsoft.Spark.Sql;

/// <summary>C# values as literals of a plan.</summary>
static class Literals
{
    /// <summary>
    /// The literal of a value. Unsigned integers take the next wider signed type, a char is a text of one character, a DateTime with a zone is a timestamp and one without
    /// is a timestamp_ntz, a TimeSpan is a day-time interval, lists are arrays and dictionaries are maps.
    /// </summary>
    /// <exception cref="ArgumentException">Spark has no literal for such a value.</exception>
    public static Literal Of(object? value) => value switch
    {
        null or DBNull => new Literal { Null = new DataType { Null = new() } },
        Literal literal => literal,
        bool boolean => new Literal { Boolean = boolean },
        sbyte number => new Literal { Byte = number },
        byte number => new Literal { Short = number },
        short number => new Literal { Short = number },
        ushort number => new Literal { Integer = number },
        int number => new Literal { Integer = number },
        uint number => new Literal { Long = number },
        long number => new Literal { Long = number },
        ulong number => Decimal(number.ToString(CultureInfo.InvariantCulture)),
        BigInteger number => Decimal(number.ToString(CultureInfo.InvariantCulture)),
        decimal number => Decimal(number.ToString(CultureInfo.InvariantCulture)),
        SqlDecimal number => Decimal(number.ToString()),
        float number => new Literal { Float = number },
        double number => new Literal { Double = number },
        string text => new Literal { String = text },
        char character => new Literal { String = character.ToString() },
        Enum name => new Literal { String = name.ToString() },
        Guid guid => new Literal { String = guid.ToString() },
        byte[] bytes => new Literal { Binary = ByteString.CopyFrom(bytes) },
        ReadOnlyMemory<byte> bytes => new Literal { Binary = ByteString.CopyFrom(bytes.Span) },
        Date date => Of(date.ToDateOnly()),
        Timestamp time => Of(time.ToDateTime()),
        DateOnly date => new Literal { Date = Epoch.Days(date) },
        DateTime { Kind: DateTimeKind.Unspecified } time => new Literal { TimestampNtz = Epoch.Microseconds(time) },
        DateTime time => new Literal { Timestamp = Epoch.Microseconds(time.ToUniversalTime()) },
        DateTimeOffset time => new Literal { Timestamp = Epoch.Microseconds(time.UtcDateTime) },
        TimeOnly time => new Literal { Time = new Literal.Types.Time { Nano = time.Ticks / TimeSpan.TicksPerMicrosecond * 1000, Precision = 6 } },
        TimeSpan span => new Literal { DayTimeInterval = span.Ticks / TimeSpan.TicksPerMicrosecond },
        YearMonthInterval span => new Literal { YearMonthInterval = span.Months },
        CalendarInterval span => new Literal { CalendarInterval = new() { Months = span.Months, Days = span.Days, Microseconds = span.Microseconds } },
        Row row => Struct(row),
        IDictionary map => Map(map),
        IEnumerable elements => Array(elements),
        _ => throw new ArgumentException($"A {value.GetType()} cannot be a literal: {value}", nameof(value)),
    };

    static Literal Decimal(string text)
    {
        var digits = text.AsSpan().TrimStart('-');
        var point = digits.IndexOf('.');
        var scale = point < 0 ? 0 : digits.Length - point - 1;
        var whole = (point < 0 ? digits : digits[..point]).TrimStart('0').Length;
        if (whole + scale > 38) throw new ArgumentException($"A decimal of Spark has at most 38 digits, not {text}");
        return new Literal { Decimal = new() { Value = text, Precision = Math.Max(1, whole + scale), Scale = scale } };
    }

    static Literal Array(IEnumerable values)
    {
        var array = new Literal.Types.Array();
        array.Elements.AddRange(values.Cast<object?>().Select(Of));
        array.ElementType = LiteralTypes.Common(array.Elements, Collections.Element(values.GetType()));
        return new Literal { Array = array };
    }

    static Literal Map(IDictionary entries)
    {
        var map = new Literal.Types.Map();
        foreach (DictionaryEntry pair in entries)
        {
            map.Keys.Add(Of(pair.Key));
            map.Values.Add(Of(pair.Value));
        }
        var entry = Collections.Entry(entries.GetType());
        map.KeyType = LiteralTypes.Common(map.Keys, entry?.Key);
        map.ValueType = LiteralTypes.Common(map.Values, entry?.Value);
        return new Literal { Map = map };
    }

    static Literal Struct(Row row)
    {
        var record = new Literal.Types.Struct { StructType = row.Schema.ToProto() };
        record.Elements.AddRange(row.Values.Select(Of));
        return new Literal { Struct = record };
    }
}
