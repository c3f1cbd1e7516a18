using System.Text;

namespace DistributedML.Pipelines.Yaml;

/// <summary>How names of code look in a pipeline file: keys in camelCase, values of enums in kebab-case.</summary>
static class NameStyles
{
    internal static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    internal static string Kebab(string name)
    {
        var text = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0) text.Append('-');
            text.Append(char.ToLowerInvariant(letter));
        }
        return text.ToString();
    }
}
