using System.Text;
using System.Text.Json;

namespace DistributedML.Pipelines.Events;

/// <summary>Words for what was expected in an event and what was found.</summary>
static class EventText
{
    const int ShownBytes = 40;

    internal static string Expected(ColumnType type) => type switch
    {
        ColumnType.String => "a string",
        ColumnType.Integer => "an integer",
        ColumnType.Double => "a number",
        ColumnType.Boolean => "true or false",
        ColumnType.Date => "a day like \"2011-07-21\"",
        _ => "a time without zone like \"2011-07-21T08:44:00\"",
    };

    internal static string Shown(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.Null => "null",
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.String => $"\"{Cut(reader.ValueSpan)}\"",
        _ => Cut(reader.ValueSpan),
    };

    static string Cut(ReadOnlySpan<byte> text) =>
        text.Length <= ShownBytes ? Encoding.UTF8.GetString(text) : Encoding.UTF8.GetString(text[..ShownBytes]) + "...";
}
