using System.Buffers;
using System.Collections;
using System.Data.SqlTypes;
using System.Numerics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Apache.Arrow.Scalars.Variant;
using DistributedML.Spark.Rows;

namespace Microsoft.Spark.Sql.Types;

/// <summary>Variants to and from values of C# and JSON.</summary>
static class VariantValues
{
    static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static VariantValue Of(object? value) => value switch
    {
        null => VariantValue.Null,
        bool flag => VariantValue.FromBoolean(flag),
        sbyte number => VariantValue.FromInt8(number),
        byte number => VariantValue.FromInt16(number),
        short number => VariantValue.FromInt16(number),
        int number => VariantValue.FromInt32(number),
        long number => VariantValue.FromInt64(number),
        float number => VariantValue.FromFloat(number),
        double number => VariantValue.FromDouble(number),
        decimal number => VariantValue.FromDecimal(number),
        SqlDecimal number => VariantValue.FromSqlDecimal(number),
        string text => VariantValue.FromString(text),
        byte[] bytes => VariantValue.FromBinary(bytes),
        Date day => VariantValue.FromDate(Epoch.Days(day.ToDateOnly())),
        DateOnly day => VariantValue.FromDate(Epoch.Days(day)),
        Timestamp instant => VariantValue.FromTimestamp(Epoch.Microseconds(instant.ToDateTime())),
        DateTimeOffset instant => VariantValue.FromTimestamp(Epoch.Microseconds(instant.UtcDateTime)),
        DateTime { Kind: DateTimeKind.Unspecified } time => VariantValue.FromTimestampNtz(Epoch.Microseconds(time)),
        DateTime instant => VariantValue.FromTimestamp(Epoch.Microseconds(instant.ToUniversalTime())),
        Guid id => VariantValue.FromUuid(id),
        JsonElement json => Of(json),
        IDictionary map => VariantValue.FromObject(Entries(map)),
        IEnumerable list => VariantValue.FromArray(list.Cast<object?>().Select(Of).ToArray()),
        _ => throw new ArgumentException($"A {value.GetType().Name} has no form as a variant"),
    };

    public static VariantValue Of(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => VariantValue.Null,
        JsonValueKind.True => VariantValue.True,
        JsonValueKind.False => VariantValue.False,
        JsonValueKind.String => VariantValue.FromString(json.GetString()!),
        JsonValueKind.Number => Number(json),
        JsonValueKind.Array => VariantValue.FromArray(json.EnumerateArray().Select(Of).ToArray()),
        JsonValueKind.Object => VariantValue.FromObject(json.EnumerateObject().ToDictionary(member => member.Name, member => Of(member.Value))),
        _ => throw new ArgumentException("The JSON is empty"),
    };

    public static object? ToObject(VariantReader value)
    {
        if (value.IsObject)
        {
            var members = new VariantObjectReader(value.Metadata, value.Value);
            var map = new Dictionary<string, object?>(members.FieldCount);
            for (var i = 0; i < members.FieldCount; i++) map[members.GetFieldName(i)] = ToObject(members.GetFieldValue(i));
            return map;
        }
        if (value.IsArray)
        {
            var elements = new VariantArrayReader(value.Metadata, value.Value);
            var list = new object?[elements.ElementCount];
            for (var i = 0; i < list.Length; i++) list[i] = ToObject(elements.GetElement(i));
            return list;
        }
        if (value.IsString) return value.GetString();
        return value.PrimitiveType switch
        {
            VariantPrimitiveType.NullType => null,
            VariantPrimitiveType.BooleanTrue => true,
            VariantPrimitiveType.BooleanFalse => false,
            VariantPrimitiveType.Int8 => value.GetInt8(),
            VariantPrimitiveType.Int16 => value.GetInt16(),
            VariantPrimitiveType.Int32 => value.GetInt32(),
            VariantPrimitiveType.Int64 => value.GetInt64(),
            VariantPrimitiveType.Float => value.GetFloat(),
            VariantPrimitiveType.Double => value.GetDouble(),
            VariantPrimitiveType.Decimal4 => value.GetDecimal4(),
            VariantPrimitiveType.Decimal8 => value.GetDecimal8(),
            VariantPrimitiveType.Decimal16 => value.TryGetDecimal16(out var number) ? number : value.GetSqlDecimal(),
            VariantPrimitiveType.Date => new Date(Epoch.Day(value.GetDateDays())),
            VariantPrimitiveType.Timestamp => new Timestamp(Epoch.Instant(value.GetTimestampMicros())),
            VariantPrimitiveType.TimestampNtz => Epoch.Time(value.GetTimestampNtzMicros()),
            VariantPrimitiveType.TimeNtz => new TimeOnly(value.GetTimeNtzMicros() * TimeSpan.TicksPerMicrosecond),
            VariantPrimitiveType.Binary => value.GetBinary().ToArray(),
            VariantPrimitiveType.Uuid => value.GetUuid(),
            var type => throw new NotSupportedException($"A variant of kind {type} has no form in C#"),
        };
    }

    public static string ToJson(VariantReader value)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(text, Json)) Write(writer, ToObject(value));
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case Dictionary<string, object?> map:
                json.WriteStartObject();
                foreach (var (name, member) in map)
                {
                    json.WritePropertyName(name);
                    Write(json, member);
                }
                json.WriteEndObject();
                break;
            case object?[] list:
                json.WriteStartArray();
                foreach (var element in list) Write(json, element);
                json.WriteEndArray();
                break;
            case Date day: json.WriteStringValue(day.ToString("yyyy-MM-dd")); break;
            case Timestamp instant: json.WriteStringValue($"{instant.ToDateTime():yyyy-MM-dd HH:mm:ss.ffffff}+00:00"); break;
            case DateTime time: json.WriteStringValue(time.ToString("yyyy-MM-dd HH:mm:ss.ffffff")); break;
            case SqlDecimal number: json.WriteRawValue(number.ToString()); break;
            // JSON has no text for these numbers; Spark writes their names.
            case double number when !double.IsFinite(number): json.WriteStringValue(number.ToString()); break;
            case float number when !float.IsFinite(number): json.WriteStringValue(number.ToString()); break;
            case byte[] bytes: json.WriteBase64StringValue(bytes); break;
            default: JsonSerializer.Serialize(json, value); break;
        }
    }

    static Dictionary<string, VariantValue> Entries(IDictionary map)
    {
        var entries = new Dictionary<string, VariantValue>(map.Count);
        foreach (DictionaryEntry entry in map)
            entries.Add(entry.Key as string ?? throw new ArgumentException($"A variant's object has texts as names, not {entry.Key}"), Of(entry.Value));
        return entries;
    }

    // As Spark's parse_json: the smallest whole number that holds it, else a decimal when written without an exponent, else a double.
    static VariantValue Number(JsonElement json)
    {
        var text = json.GetRawText();
        if (BigInteger.TryParse(text, out var whole))
        {
            if (whole >= sbyte.MinValue && whole <= sbyte.MaxValue) return VariantValue.FromInt8((sbyte)whole);
            if (whole >= short.MinValue && whole <= short.MaxValue) return VariantValue.FromInt16((short)whole);
            if (whole >= int.MinValue && whole <= int.MaxValue) return VariantValue.FromInt32((int)whole);
            if (whole >= long.MinValue && whole <= long.MaxValue) return VariantValue.FromInt64((long)whole);
        }
        return !text.AsSpan().ContainsAny('e', 'E') && json.TryGetDecimal(out var number) ? VariantValue.FromDecimal(number) : VariantValue.FromDouble(json.GetDouble());
    }
}
