using System.Globalization;
using System.Text.Json;
using DistributedML.Pipelines;

namespace DistributedML.Models.Tables;

/// <summary>One row as a JSON object: a property for each column; those that are not there are null, and others are passed over.</summary>
sealed class JsonRow : IRows
{
    readonly object?[] _values;

    /// <summary>Reads a row.</summary>
    /// <exception cref="FormatException">The text is no JSON object, or a value is not of its column's type; the message names the column.</exception>
    public JsonRow(string json, IReadOnlyList<ColumnDefinition> columns)
    {
        using var document = Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object) throw new FormatException("the row is no JSON object");
        _values = [.. columns.Select(column => document.RootElement.TryGetProperty(column.Name, out var value) ? Read(value, column) : null)];
    }

    public int Count => 1;

    public object? Value(int column, int row) => _values[column];

    /// <summary>A JSON value as one of a column.</summary>
    /// <exception cref="FormatException">The value is of another type.</exception>
    public static object? Read(JsonElement value, ColumnDefinition column)
    {
        if (value.ValueKind == JsonValueKind.Null) return null;
        object? read = column.Type switch
        {
            ColumnType.String => value.ValueKind == JsonValueKind.String ? value.GetString() : null,
            ColumnType.Integer => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var integer) ? integer : null,
            ColumnType.Double => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : null,
            ColumnType.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null,
            _ => value.ValueKind == JsonValueKind.String && DateTime.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
                && time.Kind == DateTimeKind.Unspecified ? time : null,
        };
        return read ?? throw new FormatException($"column '{column.Name}' is {value.GetRawText()}; expected {Expected(column.Type)}");
    }

    static string Expected(ColumnType type) => type switch
    {
        ColumnType.String => "a text",
        ColumnType.Integer => "a whole number",
        ColumnType.Double => "a number",
        ColumnType.Boolean => "true or false",
        _ => "a time without zone, as \"2011-07-21T08:44:00\"",
    };

    static JsonDocument Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException error)
        {
            throw new FormatException($"the row is no JSON: {error.Message}", error);
        }
    }
}
