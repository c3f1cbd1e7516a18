using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using DistributedML.Models;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Yaml;

namespace DistributedML.Jobs.Setup;

/// <summary>A pipeline file to begin with. What is a guess stands in it with a remark.</summary>
static partial class PipelineDraft
{
    const int FewestRows = 20;

    /// <summary>Writes the file's text.</summary>
    /// <param name="look">What the data shows.</param>
    /// <param name="name">The pipeline's name; null for the folder's or file's.</param>
    public static string Write(DataLook look, string? name)
    {
        var pipeline = Kebab(name ?? (look.Glob.StartsWith('*') ? Path.GetFileName(look.Folder) : look.Glob.Split('.')[0]));
        var table = pipeline.Replace('-', '_') is var words && SqlWords.Reserved.Contains(words) ? $"{words}_rows" : words;
        var id = look.Columns.Where(column => column.Identifies && (column.Type == ColumnType.String || IsCalledId(column))).OrderByDescending(IsCalledId).FirstOrDefault();
        var time = look.Columns.Where(column => column.IsTime && column.Known == column.Rows).OrderByDescending(column => column.Type == ColumnType.Timestamp).FirstOrDefault();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"name: {pipeline}\n\nsource:\n  files: {Quoted(look.Glob)}\n");
        if (look.Format != SourceFormat.Csv) text.Append(CultureInfo.InvariantCulture, $"  format: {(look.Format == SourceFormat.Parquet ? "parquet" : "jsonl")}\n");
        if (look.Delimiter != ",") text.Append(CultureInfo.InvariantCulture, $"  delimiter: {(look.Delimiter == "\t" ? "tab" : Quoted(look.Delimiter))}\n");
        if (look.Decimal != ".") text.Append(CultureInfo.InvariantCulture, $"  decimal: {Quoted(look.Decimal)}\n");
        text.Append("  columns:\n");
        foreach (var column in look.Columns) text.Append(CultureInfo.InvariantCulture, $"    {column.Name}: {Source(column)}\n");
        foreach (var nested in look.Nested) text.Append(CultureInfo.InvariantCulture, $"    # {nested} holds objects or arrays; a column of it is written as {{ type: string, from: {nested}.NAME }}\n");

        var (idName, timeName) = (id?.Name ?? Free("id", look), time is { Type: ColumnType.Timestamp } ? time.Name : Free("time", look));
        text.Append(CultureInfo.InvariantCulture, $"\ntable:\n  name: {table}\n  id: {idName}\n  time: {timeName}\n  columns:\n");
        if (id is null) text.Append(CultureInfo.InvariantCulture, $"    {idName}: {{ type: string, sql: \"file || ':' || line\" }}   # no column has a value of its own in each row\n");
        if (time is null)
            text.Append(CultureInfo.InvariantCulture, $"    {timeName}: {{ type: timestamp, sql: \"timestamp '2000-01-01' + line * interval '1' second\" }}   # no column holds times: the order of the lines\n");
        else if (time.Name != timeName) text.Append(CultureInfo.InvariantCulture, $"    {timeName}: {{ type: timestamp, sql: {time.Name}::timestamp }}\n");
        foreach (var column in look.Columns)
        {
            var isId = column == id && column.Type != ColumnType.String;
            text.Append(CultureInfo.InvariantCulture, $"    {column.Name}: {(isId ? $"{{ type: string, sql: {column.Name}::string }}" : Type(column.Type))}\n");
        }
        text.Append("\nexpect:\n  rows: { min: 1 }\n");
        Models(text, [.. look.Columns.Where(column => column != id && column != time)]);
        return text.ToString();
    }

    // Numbers that happen to differ are measurements, unless they are called otherwise.
    static bool IsCalledId(LookColumn column) => column.Type is ColumnType.String or ColumnType.Integer && IdName().IsMatch(column.Name);

    static void Models(StringBuilder text, IReadOnlyList<LookColumn> columns)
    {
        var targets = Session.Kinds.All.SelectMany(kind => columns.Where(column => Estimator(kind, column) is not null).Select(column => (Kind: kind, Column: column))).ToList();
        if (targets.Count == 0 || columns.Count < 2 || columns[0].Rows < FewestRows) return;
        var (kind, target) = targets.MaxBy(one => one.Column.Type switch { ColumnType.Boolean => 2, ColumnType.String => 0, _ => 1 });
        text.Append(CultureInfo.InvariantCulture, $"\nmodels:\n  {Kebab(target.Name)}:   # what to predict is a guess\n");
        text.Append(CultureInfo.InvariantCulture, $"    kind: {kind.Name}\n    target: {target.Name}\n    estimator: {Estimator(kind, target)}\n");
        foreach (var others in targets.Where(one => one.Column != target).GroupBy(one => one.Kind.Name))
            text.Append(CultureInfo.InvariantCulture, $"    # other targets for a {others.Key}: {string.Join(", ", others.Select(one => one.Column.Name))}\n");
    }

    static string? Estimator(ModelKind kind, LookColumn column) => kind.FirstEstimator(column.Type, column.Distinct);

    static string Source(LookColumn column)
    {
        var type = Type(column.Type);
        if (column.Header == column.Name && column.Format is null) return type;
        var parts = new List<string> { $"type: {type}" };
        if (column.Header != column.Name) parts.Add($"from: {Quoted(column.Header)}");
        if (column.Format is not null) parts.Add($"format: {Quoted(column.Format)}");
        return $"{{ {string.Join(", ", parts)} }}{(column.OtherFormat is { } other ? $"   # or {other}: all values can be read in both ways" : "")}";
    }

    static string Free(string name, DataLook look)
    {
        while (look.Columns.Any(column => column.Name == name)) name = $"row_{name}";
        return name;
    }

    static string Type(ColumnType type) => type.ToString().ToLowerInvariant();

    static string Kebab(string name) => DataLook.Words(name, '-') is { Length: > 0 } kebab && char.IsAsciiLetter(kebab[0]) ? kebab : "data";

    static string Quoted(string text) => JsonSerializer.Serialize(text, Plain);

    static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [GeneratedRegex("^(id|key|number|nr|no)$|_(id|key|number|nr|no)$")]
    private static partial Regex IdName();
}
