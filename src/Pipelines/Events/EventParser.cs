using System.Text;
using System.Text.Json;

namespace DistributedML.Pipelines.Events;

/// <summary>Reads events, JSON objects with one property for each column of the table, into batches. Unknown properties are passed over. Used by one thread.</summary>
/// <param name="schema">The events' schema.</param>
/// <param name="cachedStrings">How many texts are kept for when they come again; a power of two, 1 for a parser of one event.</param>
public sealed class EventParser(EventSchema schema, int cachedStrings = 1 << 13)
{
    readonly Utf8Cache _strings = new(cachedStrings);
    readonly bool[] _found = new bool[schema.Columns.Count];

    /// <summary>Appends an event to a batch that is not full.</summary>
    /// <returns>Null, or why the event is not one or is left out; the batch then has no further row.</returns>
    public string? Append(ReadOnlySpan<byte> json, EventBatch batch)
    {
        if (Read(json, batch) is { } unreadable) return unreadable;
        var verdict = default(EventVerdict);
        schema.Computed?.Compute(batch, batch.Count, new(ref verdict));
        return Check(verdict, batch).Reason;
    }

    /// <summary>Reads an event to the place after the last row; null, or why it is none.</summary>
    internal string? Read(ReadOnlySpan<byte> json, EventBatch batch)
    {
        if (json.Length > schema.MaxBytes) return $"the event has {json.Length} bytes; expected at most {schema.MaxBytes}";
        try
        {
            return ReadValues(json, batch);
        }
        catch (JsonException exception)
        {
            return $"the event is not JSON: byte {exception.BytePositionInLine} of line {exception.LineNumber + 1}: {Plain(exception.Message)}";
        }
        catch (Exception exception) when (exception is InvalidOperationException or DecoderFallbackException)
        {
            return "the event is not JSON: a text has invalid UTF-8 or half a surrogate pair";
        }
    }

    /// <summary>Checks the event at the place after the last row, whose columns are computed; it is a row then, or is refused or left out.</summary>
    internal EventVerdict Check(EventVerdict computed, EventBatch batch)
    {
        var verdict = computed.Reason is null ? new(Missing(batch) ?? NotBrought(batch) ?? schema.Rules.Check(batch, batch.Count), IsDropped: false) : computed;
        if (verdict.Reason is null) batch.Count++;
        return verdict;
    }

    string? ReadValues(ReadOnlySpan<byte> json, EventBatch batch)
    {
        var row = batch.Count;
        for (var i = 0; i < schema.Columns.Count; i++)
        {
            if (batch.Kept(i) is { } column) column.Nulls[row] = true;
        }
        foreach (var index in schema.Tracked)
        {
            _found[index] = false;
            if (batch.Column(index).Doubles is { Length: > 0 } numbers) numbers[row] = 0;
        }
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) return $"the event is {EventText.Shown(ref reader)}; expected a JSON object";
        var next = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var index = Find(ref reader, next);
            reader.Read();
            if (index < 0)
            {
                reader.Skip();
                continue;
            }
            next = index + 1;
            _found[index] = true;
            if (reader.TokenType == JsonTokenType.Null)
            {
                if (batch.Kept(index) is { } column) column.Nulls[row] = true;
            }
            else if (!ReadValue(ref reader, index, batch.Kept(index), row))
            {
                return $"property {schema.Columns[index].Name}: expected {EventText.Expected(schema.Columns[index].Type)}, found {EventText.Shown(ref reader)}";
            }
        }
        reader.Read();   // throws when something follows the object
        foreach (var index in schema.Tracked) batch.Column(index).Absent[row] = !_found[index];
        return null;
    }

    // Properties mostly come in the table's order, so the next column is tried first.
    int Find(ref Utf8JsonReader reader, int next)
    {
        if (next < schema.Names.Length && reader.ValueTextEquals(schema.Names[next])) return next;
        for (var i = 0; i < schema.Names.Length; i++)
        {
            if (reader.ValueTextEquals(schema.Names[i])) return i;
        }
        return -1;
    }

    bool ReadValue(ref Utf8JsonReader reader, int index, EventColumn? column, int row)
    {
        var type = schema.Columns[index].Type;
        switch (type)
        {
            case ColumnType.String:
                if (reader.TokenType != JsonTokenType.String) return false;
                if (column is not null && !column.TakeBytes(ref reader, row)) column.Strings[row] = reader.ValueIsEscaped ? reader.GetString() : _strings.Get(reader.ValueSpan);
                break;
            case ColumnType.Integer:
                if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var integer)) return false;
                if (column is not null) column.Integers[row] = integer;
                break;
            case ColumnType.Double:
                if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out var number) || !double.IsFinite(number)) return false;
                if (column is not null) column.Doubles[row] = number;
                break;
            case ColumnType.Boolean:
                if (reader.TokenType is not (JsonTokenType.True or JsonTokenType.False)) return false;
                if (column is not null) column.Booleans[row] = reader.TokenType == JsonTokenType.True;
                break;
            default:
                if (reader.TokenType != JsonTokenType.String || !reader.TryGetDateTime(out var time) || time.Kind != DateTimeKind.Unspecified) return false;
                if (column is not null) column.Times[row] = type == ColumnType.Date ? time.Date : time;
                break;
        }
        if (column is not null) column.Nulls[row] = false;
        return true;
    }

    string? Missing(EventBatch batch)
    {
        foreach (var index in schema.Required)
        {
            var column = batch.Column(index);
            if (column.Nulls[batch.Count]) return $"property {column.Definition.Name}: expected {EventText.Expected(column.Definition.Type)}, found nothing";
            if (column.Definition.Type == ColumnType.String && column.IsEmptyText(batch.Count)) return $"property {column.Definition.Name}: expected a text, found \"\"";
        }
        foreach (var index in schema.Keys)
        {
            // What is learned can be asked for; clients take "." and ".." out of addresses.
            var key = batch.Column(index).Strings[batch.Count]!;
            if (key.Length > EventSchema.LongestKey) return $"property {schema.Columns[index].Name}: the key has {key.Length} characters; expected at most {EventSchema.LongestKey}";
            if (key is "." or "..") return $"property {schema.Columns[index].Name}: the key '{key}' cannot be asked for over HTTP, where it means a folder";
        }
        return null;
    }

    string? NotBrought(EventBatch batch)
    {
        foreach (var (index, why) in schema.Brought)
        {
            if (!batch.Column(index).Absent[batch.Count]) continue;
            var column = schema.Columns[index];
            return $"property {column.Name}: expected {EventText.Expected(column.Type)} or null, found nothing; {why}: send its value";
        }
        return null;
    }

    static string Plain(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}
