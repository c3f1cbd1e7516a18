using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Spark.Sql.Types;

namespace DistributedML.Spark.Functions;

/// <summary>Objects of the framework that travel as a short text, from which the executor makes or finds them again.</summary>
static class NamedObjects
{
    /// <summary>The kind and text of such an object; null for any other.</summary>
    public static (string Kind, string Text)? Find(object value) => value switch
    {
        CultureInfo culture => ("culture", culture.Name),
        TimeZoneInfo zone => ("zone", zone.Id),
        Uri uri => ("uri", uri.OriginalString),
        Regex regex => ("regex", $"{(int)regex.Options} {regex.MatchTimeout.Ticks} {regex}"),
        Encoding encoding when encoding.CodePage == Encoding.UTF8.CodePage => ("utf8", encoding.Preamble.Length > 0 ? "mark" : ""),
        Encoding encoding => ("encoding", encoding.WebName),
        StringComparer when ReferenceEquals(value, StringComparer.Ordinal) => ("comparer", "ordinal"),
        StringComparer when ReferenceEquals(value, StringComparer.OrdinalIgnoreCase) => ("comparer", "ordinalIgnoreCase"),
        StringComparer when value.Equals(StringComparer.InvariantCulture) => ("comparer", "invariant"),
        StringComparer when value.Equals(StringComparer.InvariantCultureIgnoreCase) => ("comparer", "invariantIgnoreCase"),
        DBNull => ("dbnull", ""),
        DataType type => ("type", type.Json),
        _ => null,
    };

    public static object Make(string kind, string text) => (kind, text) switch
    {
        ("culture", _) => CultureInfo.GetCultureInfo(text),
        ("zone", _) => TimeZoneInfo.FindSystemTimeZoneById(text),
        ("uri", _) => new Uri(text, UriKind.RelativeOrAbsolute),
        ("regex", _) => MakeRegex(text),
        ("utf8", _) => new UTF8Encoding(text.Length > 0),
        ("encoding", _) => Encoding.GetEncoding(text),
        ("comparer", "ordinal") => StringComparer.Ordinal,
        ("comparer", "ordinalIgnoreCase") => StringComparer.OrdinalIgnoreCase,
        ("comparer", "invariant") => StringComparer.InvariantCulture,
        ("comparer", "invariantIgnoreCase") => StringComparer.InvariantCultureIgnoreCase,
        ("dbnull", _) => DBNull.Value,
        ("type", _) => DataType.ParseDataType(text),
        _ => throw new InvalidDataException($"The function captured a '{kind}', which this worker does not know; it is older than the client"),
    };

    static Regex MakeRegex(string text)
    {
        var parts = text.Split(' ', 3);
        return new(
            parts[2],
            (RegexOptions)int.Parse(parts[0], CultureInfo.InvariantCulture) & ~RegexOptions.Compiled,
            TimeSpan.FromTicks(long.Parse(parts[1], CultureInfo.InvariantCulture)));
    }
}
