using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace DistributedML.Learning.Tests;

/// <summary>
/// The table of options on a page of docs/algorithms, against the options in code: a row for each option with its default and its bounds, in the
/// words of the pipeline file, and a meaning.
/// </summary>
static partial class OptionTable
{
    /// <summary>What stands for a default that depends on other values.</summary>
    public const string ByStep = "by step";

    /// <summary>The folder of the pages.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "docs", "algorithms");

    /// <summary>Fails unless the rows under the heading "Options" are those of the options, in the order of their declaration.</summary>
    public static void Check(string page, object options)
    {
        var rows = Rows(page, "Options");
        Assert.Equal(Expected(options, ""), rows.Select(row => string.Join(" | ", row[..3])));
        Assert.All(rows, row => Assert.NotEmpty(row[3]));
    }

    /// <summary>The cells of the table below a heading of the second level, without its head.</summary>
    public static List<string[]> Rows(string page, string heading)
    {
        var section = File.ReadAllText(Path.Combine(Folder, page)).Split($"\n## {heading}\n")[1].Split("\n## ")[0];
        return [.. section.Split('\n').SkipWhile(line => !line.StartsWith('|')).TakeWhile(line => line.StartsWith('|')).Skip(2)
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray())];
    }

    /// <summary>A value as a pipeline file has it: enums in kebab case.</summary>
    public static string Text(object? value) => value switch
    {
        null => ByStep,
        bool truth => truth ? "true" : "false",
        Enum name => Kebab(name.ToString()),
        IList list => $"[{string.Join(", ", list.Cast<object>().Select(Text))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    static IEnumerable<string> Expected(object options, string prefix) => options.GetType().GetProperties().SelectMany(property =>
    {
        var name = prefix + JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        return property.GetValue(options) is IOptions nested
            ? Expected(nested, $"{name}.")
            : [$"`{name}` | {Text(property.GetValue(options))} | {Allowed(property)}"];
    });

    // Names of enums begin with a capital: those alone are changed.
    static string Allowed(PropertyInfo property) => Capitalised().Replace(OptionBounds.Expected(property), match => Kebab(match.Value));

    static string Kebab(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    [GeneratedRegex(@"\b[A-Z]\w*")]
    private static partial Regex Capitalised();
}
