using System.Globalization;
using System.Text;
using System.Text.Json;
using Apache.Arrow.Types;
using DistributedML.Data.Csv;
using DistributedML.Data.Raw;

namespace DistributedML.Data.Json;

/// <summary>
/// The lines of a file as rows, each a JSON object. A column's value is the property at its path; a missing one is null. Types are strict: numbers are read from JSON numbers, truth
/// values from true and false, days and times from texts (or numbers, for an epoch). A string column takes what is no text as JSON text: objects, arrays, numbers. A path that ends
/// with <c>length</c> behind an array is the number of its elements.
/// </summary>
sealed class JsonRows : IRawRows
{
    readonly CsvReader _lines;
    readonly FieldReader[] _fields;
    readonly JsonPath _root;
    readonly Slot[] _slots;
    byte[] _text = new byte[256];

    internal JsonRows(RawStream stream, RawFormat format, FieldReader[] fields)
    {
        _lines = new(stream, DialectOf(format.Dialect), stream.DecodedFrom);
        _fields = fields;
        _root = JsonPath.Of([.. format.Columns.Select(column => column.From)]);
        _slots = new Slot[fields.Length];
    }

    /// <inheritdoc/>
    public long Line => _lines.Line;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Raw => _lines.Raw;

    /// <summary>How lines are found.</summary>
    internal static CsvDialect DialectOf(CsvDialect dialect) => CsvDialect.Lines with { Comment = dialect.Comment, SkipLines = dialect.SkipLines };

    /// <inheritdoc/>
    public bool Read() => _lines.Read();

    /// <inheritdoc/>
    public string? Write(TableWriter writer)
    {
        if (_lines.Problem is not null) return _lines.Problem;
        Array.Clear(_slots);
        var json = _lines.Raw;
        try
        {
            var reader = new Utf8JsonReader(json);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject) return "is no JSON object";
            Object(ref reader, _root);
            reader.Read();   // throws when something follows the object
        }
        catch (JsonException exception)
        {
            return $"is not JSON at byte {exception.BytePositionInLine + 1} of the line";
        }
        for (var i = 0; i < _slots.Length; i++)
        {
            if (Write(writer, i, json.Slice(_slots[i].Start, _slots[i].Length)) is { } problem) return problem;
        }
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    void Object(ref Utf8JsonReader reader, JsonPath node)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var child = node.Child(ref reader);
            reader.Read();
            if (child is null) reader.Skip();
            else Value(ref reader, child);
        }
    }

    void Value(ref Utf8JsonReader reader, JsonPath node)
    {
        var (token, start) = (reader.TokenType, (int)reader.TokenStartIndex);
        var elements = 0;
        if (token == JsonTokenType.StartObject && node.HasChildren) Object(ref reader, node);
        else if (token == JsonTokenType.StartArray)
        {
            for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; elements++) reader.Skip();
            foreach (var column in node.Lengths) _slots[column] = new(JsonTokenType.EndArray, 0, 0, elements);
        }
        else reader.Skip();
        foreach (var column in node.Columns) _slots[column] = new(token, start, (int)reader.BytesConsumed - start, 0);
    }

    /// <summary>Sets a column's value; the JSON is that of the value.</summary>
    string? Write(TableWriter writer, int column, ReadOnlySpan<byte> json)
    {
        var field = _fields[column];
        switch (_slots[column].Token)
        {
            case JsonTokenType.None or JsonTokenType.Null:
                return null;
            case JsonTokenType.EndArray:
                Span<byte> count = stackalloc byte[12];
                _slots[column].Elements.TryFormat(count, out var length, provider: CultureInfo.InvariantCulture);
                return field.TryWrite(writer, column, count[..length]) ? null : field.Problem(count[..length]);
            case JsonTokenType.String:
                var text = Text(json);
                if (field.IsNull(text)) return null;
                return field.Type is ArrowTypeId.String or ArrowTypeId.Timestamp or ArrowTypeId.Date32 && field.TryWrite(writer, column, text) ? null : field.Problem(json);
            case JsonTokenType.Number:
                if (field.IsNull(json)) return null;
                return field.Type is ArrowTypeId.String or ArrowTypeId.Int64 or ArrowTypeId.Double || field.IsEpoch
                    ? field.TryWrite(writer, column, json) ? null : field.Problem(json) : field.Problem(json);
            case JsonTokenType.True or JsonTokenType.False:
                return field.Type is ArrowTypeId.String or ArrowTypeId.Boolean && field.TryWrite(writer, column, json) ? null : field.Problem(json);
            default:
                return field.Type == ArrowTypeId.String && field.TryWrite(writer, column, json) ? null : field.Problem(json);
        }
    }

    /// <summary>The text of a JSON string.</summary>
    ReadOnlySpan<byte> Text(ReadOnlySpan<byte> json)
    {
        var inner = json[1..^1];
        if (inner.IndexOf((byte)'\\') < 0) return inner;
        if (_text.Length < inner.Length) _text = new byte[Math.Max(inner.Length, 2 * _text.Length)];
        var reader = new Utf8JsonReader(json);
        reader.Read();
        try
        {
            return _text.AsSpan(0, reader.CopyString(_text));
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(inner));   // half a surrogate pair: as it is written
        }
    }

    readonly record struct Slot(JsonTokenType Token, int Start, int Length, int Elements);
}
