using System.Globalization;
using DistributedML.Learning.Forecasting;

namespace DistributedML.Pipelines.Yaml;

/// <summary>Reads single values, and says what they should look like.</summary>
static class ScalarReader
{
    internal static bool Reads(Type type) => type.IsEnum || type.IsPrimitive || type == typeof(string) || type == typeof(DateOnly) || type == typeof(SeriesStep);

    /// <summary>The value; null when the text is no such value.</summary>
    internal static object? Read(string text, Type type)
    {
        var culture = CultureInfo.InvariantCulture;
        if (type == typeof(string)) return text;
        if (type == typeof(bool)) return text switch { "true" => true, "false" => false, _ => null };
        if (type == typeof(int)) return int.TryParse(text, NumberStyles.AllowLeadingSign, culture, out var value) ? value : null;
        if (type == typeof(long)) return long.TryParse(text, NumberStyles.AllowLeadingSign, culture, out var value) ? value : null;
        if (type == typeof(ulong)) return ulong.TryParse(text, NumberStyles.None, culture, out var value) ? value : null;
        if (type == typeof(double)) return double.TryParse(text, NumberStyles.Float, culture, out var value) && double.IsFinite(value) ? value : null;
        if (type == typeof(float)) return float.TryParse(text, NumberStyles.Float, culture, out var value) && float.IsFinite(value) ? value : null;
        if (type == typeof(DateOnly)) return DateOnly.TryParseExact(text, "yyyy-MM-dd", culture, DateTimeStyles.None, out var value) ? value : null;
        if (type == typeof(SeriesStep)) return SeriesStep.TryParse(text, out var value) ? value : null;
        if (type.IsEnum) return Enum.GetNames(type).FirstOrDefault(name => text == NameStyles.Kebab(name) || text == NameStyles.Camel(name)) is { } name
            ? Enum.Parse(type, name) : null;
        throw new NotSupportedException($"a pipeline file cannot hold a {type}");
    }

    /// <summary>What is expected of a value of this type, for people.</summary>
    internal static string Expected(Type type) => Member.ElementOf(type) is { } element
        ? Member.NameOf(element) is null ? $"a list, each {Expected(element)}" : "a mapping from names"
        : type switch
        {
            _ when type == typeof(string) => "text",
            _ when type == typeof(bool) => "true or false",
            _ when type == typeof(int) || type == typeof(long) || type == typeof(ulong) => "a whole number",
            _ when type == typeof(double) || type == typeof(float) => "a number",
            _ when type == typeof(DateOnly) => "a day, as 2011-09-09",
            _ when type == typeof(SeriesStep) => SeriesStep.Expected,
            { IsEnum: true } => "one of " + string.Join(", ", Enum.GetNames(type).Select(NameStyles.Kebab)),
            { IsAbstract: true } => "a mapping with 'kind'",
            _ => "a mapping with " + string.Join(", ", Member.Of(type).Where(member => member.Key != Member.NameOf(type)?.Key).Select(member => member.Key)),
        };
}
