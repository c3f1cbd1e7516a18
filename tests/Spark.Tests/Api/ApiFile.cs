using System.Text.RegularExpressions;

namespace DistributedML.Tests.Spark;

/// <summary>
/// Reads the listing of Microsoft.Spark's public surface: <c># Namespace</c>, <c>class Name</c>, and below it a member a line. Overloads stand after <c>|</c>, the
/// result after <c>:</c>, and <c>T1..Tn</c> with <c>n = 1..10</c> stands for as many members.
/// </summary>
static partial class ApiFile
{
    public static IEnumerable<ApiClass> Read()
    {
        using var stream = typeof(ApiFile).Assembly.GetManifestResourceStream("microsoft-spark-api.txt")!;
        using var reader = new StreamReader(stream);
        var space = "";
        ApiClass? current = null;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("# ", StringComparison.Ordinal)) space = line[2..];
            else if (Header().Match(line) is { Success: true } header)
            {
                if (current is not null) yield return current;
                current = new ApiClass($"{space}.{header.Groups["name"].Value}", header.Groups["kind"].Value, []);
            }
            else if (line.StartsWith("  ", StringComparison.Ordinal) && current is not null) current.Members.AddRange(Members(current.Kind, line.Trim()));
        }
        if (current is not null) yield return current;
    }

    static IEnumerable<ApiMember> Members(string kind, string line) => kind switch
    {
        "enum" => line.Split(", ").Select(name => new ApiMember(ApiKind.Field, name, true, [], "", 0)),
        "interface" => line.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(member =>
        {
            var (result, rest) = Cut(member.Trim(), ' ');
            var open = rest.IndexOf('(');
            return new ApiMember(ApiKind.Method, rest[..open], false, Parameters(rest[(open + 1)..^1]), result, 0);
        }),
        _ => Overloads(line.Split("; ")),
    };

    /// <summary>The n of the first form holds for those that follow it in the same line.</summary>
    static IEnumerable<ApiMember> Overloads(string[] forms) => forms.SelectMany((form, i) => Overloads(i == 0 ? form : form + Repeated().Match(forms[0]).Value));

    static IEnumerable<ApiMember> Overloads(string line)
    {
        if (Repeated().Match(line) is { Success: true } repeated)
        {
            var text = line[..repeated.Index];
            for (var n = int.Parse(repeated.Groups["from"].Value); n <= int.Parse(repeated.Groups["to"].Value); n++)
            {
                foreach (var member in Overloads(Expand(text, n))) yield return member;
            }
            yield break;
        }
        var isStatic = line.StartsWith("static ", StringComparison.Ordinal) || line.Contains("(this ", StringComparison.Ordinal);   // extension methods
        if (line.StartsWith("static ", StringComparison.Ordinal)) line = line[7..];
        var colon = line.LastIndexOf(" : ", StringComparison.Ordinal);
        var result = colon < 0 ? "" : line[(colon + 3)..];
        var left = colon < 0 ? line : line[..colon];
        if (left.StartsWith("this[", StringComparison.Ordinal)) yield return new ApiMember(ApiKind.Indexer, "Item", false, Parameters(left[5..^1]), result, 0);
        else if (!left.Contains('(')) yield return new ApiMember(ApiKind.Field, left, isStatic, [], result, 0);
        else
        {
            var name = "";
            foreach (var overload in left.Split(" | "))
            {
                var open = overload.IndexOf('(');
                var head = overload[..open];
                var isOperator = head.StartsWith("operator ", StringComparison.Ordinal) || head is "<=";
                var (own, generic) = isOperator ? (head is "<=" ? "operator <=" : head, "") : Cut(head, '<');
                if (own.Length > 0) name = own;
                var arity = generic.Length > 0 ? generic.Count(character => character == ',') + 1 : 0;
                yield return new ApiMember(name == "new" ? ApiKind.Constructor : ApiKind.Method, name, isStatic, Parameters(overload[(open + 1)..overload.LastIndexOf(')')]), result, arity);
            }
        }
    }

    /// <summary>T1..Tn as T1, T2, ..., and Column.. as that many columns.</summary>
    static string Expand(string text, int n)
    {
        var types = string.Join(", ", Enumerable.Range(1, n).Select(i => $"T{i}"));
        var columns = string.Join(", ", Enumerable.Repeat("Column", n));
        return text.Replace("T1..Tn, ", n == 0 ? "" : types + ", ").Replace("<T1..Tn>", n == 0 ? "" : $"<{types}>").Replace("Column.., ", n == 0 ? "" : columns + ", ");
    }

    static ApiParameter[] Parameters(string text) => [.. Split(text).Select(Parameter)];

    static ApiParameter Parameter(string text)
    {
        var isParams = text.StartsWith("params ", StringComparison.Ordinal);
        text = text.Replace("params ", "").Replace("this ", "");
        var (left, value) = Cut(text, '=');
        var (type, name) = (left.Trim(), "");
        var depth = 0;
        for (var i = 0; i < type.Length; i++)
        {
            depth += type[i] switch { '<' => 1, '>' => -1, _ => 0 };
            if (type[i] == ' ' && depth == 0) (type, name) = (type[..i], type[(i + 1)..]);
        }
        return new ApiParameter(type, name, isParams, text.Contains('='), value.Trim());
    }

    static IEnumerable<string> Split(string text)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '<' => 1, '>' => -1, _ => 0 };
            if (text[i] != ',' || depth > 0) continue;
            yield return text[start..i].Trim();
            start = i + 1;
        }
        if (text.Length > 0) yield return text[start..].Trim();
    }

    static (string Left, string Right) Cut(string text, char at) => text.IndexOf(at) is >= 0 and var i ? (text[..i], text[(i + 1)..]) : (text, "");

    [GeneratedRegex(@"^(?<kind>class|enum|interface) (?<name>\S+)$")]
    private static partial Regex Header();

    [GeneratedRegex(@", n = (?<from>\d+)\.\.(?<to>\d+)(, T .*)?$")]
    private static partial Regex Repeated();
}
