using System.Text.RegularExpressions;
using DistributedML.Data;
using DistributedML.Data.DuckDb;
using DistributedML.Jobs.Cli;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Yaml;

namespace DistributedML.Jobs.Setup;

/// <summary>What a look at the first rows of some files shows: how they are written, and what their columns hold.</summary>
sealed partial record DataLook
{
    const int MostRows = 20_000, MostFiles = 20;
    const string Sample = "look";

    // How dates and times are written, as DuckDB and as .NET say it.
    static readonly (string DuckDb, string Net, ColumnType Type)[] Formats =
    [
        .. from day in new[] { ("%d.%m.%Y", "dd.MM.yyyy"), ("%d/%m/%Y", "dd/MM/yyyy"), ("%m/%d/%Y", "MM/dd/yyyy"), ("%Y/%m/%d", "yyyy/MM/dd"), ("%Y%m%d", "yyyyMMdd"), ("%d-%m-%Y", "dd-MM-yyyy") }
           from time in new[] { ("", ""), (" %H:%M", " HH:mm"), (" %H:%M:%S", " HH:mm:ss") }
           select (day.Item1 + time.Item1, day.Item2 + time.Item2, time.Item1.Length == 0 ? ColumnType.Date : ColumnType.Timestamp),
    ];

    /// <summary>The folder of the files.</summary>
    public required string Folder { get; init; }

    /// <summary>The files.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The pattern below the folder that finds them.</summary>
    public required string Glob { get; init; }

    /// <summary>Their format.</summary>
    public required SourceFormat Format { get; init; }

    /// <summary>CSV: what stands between fields.</summary>
    public string Delimiter { get; init; } = ",";

    /// <summary>CSV: what stands before decimals.</summary>
    public string Decimal { get; init; } = ".";

    /// <summary>Their columns.</summary>
    public required IReadOnlyList<LookColumn> Columns { get; init; }

    /// <summary>Properties that hold objects or arrays and are left out.</summary>
    public IReadOnlyList<string> Nested { get; init; } = [];

    /// <summary>Looks at a file, or at the files of a folder that end as most of them do.</summary>
    /// <exception cref="CommandException">There is no file, or its format is not known.</exception>
    /// <exception cref="TableException">A file cannot be read.</exception>
    public static Task<DataLook> TakeAsync(string path, CancellationToken cancel) => Task.Run(() => Take(path), cancel);

    static DataLook Take(string path)
    {
        var (folder, files, glob) = Find(Path.GetFullPath(path));
        var format = FormatOf(glob);
        using var database = new DuckDatabase(threads: 1, memoryMegabytes: 512, Path.Combine(Path.GetTempPath(), $"dml-init-{Environment.ProcessId}"));
        using var duck = database.Connect();
        var list = $"[{string.Join(", ", files.Take(MostFiles).Select(SqlText.Literal))}]";
        var delimiter = format == SourceFormat.Csv ? Texts(duck, $"select Delimiter from sniff_csv({SqlText.Literal(files[0])})")[0] : ",";
        duck.Execute($"create table {Sample} as select * from {Reader(format, list, delimiter)} limit {MostRows}");
        var described = duck.Read($"select column_name::varchar as name, data_type::varchar as type from duckdb_columns() where table_name = '{Sample}' order by column_index")
            .SelectMany(batch => Enumerable.Range(0, batch.Length).Select(row => (Name: batch.Texts("name").Text(row)!, Type: batch.Texts("type").Text(row)!))).ToList();
        var nested = described.Where(column => column.Type.Contains('(', StringComparison.Ordinal) && !column.Type.StartsWith("DECIMAL", StringComparison.Ordinal) || column.Type.EndsWith("[]", StringComparison.Ordinal) || column.Type == "JSON").ToList();
        var scalar = described.Except(nested).ToList();
        var isText = format == SourceFormat.Csv;
        var comma = isText && delimiter != "," && scalar.Any(column => All(duck, column.Name, "regexp_full_match(c, '-?[0-9]+,[0-9]+')"));
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return new()
        {
            Folder = folder,
            Files = files,
            Glob = glob,
            Format = format,
            Delimiter = delimiter,
            Decimal = comma ? "," : ".",
            Columns = [.. scalar.Select(column => Look(duck, column.Name, column.Type, SqlName(column.Name, names), comma))],
            Nested = [.. nested.Select(column => column.Name)],
        };
    }

    static (string Folder, IReadOnlyList<string> Files, string Glob) Find(string path)
    {
        if (File.Exists(path)) return (Path.GetDirectoryName(path)!, [path], Path.GetFileName(path));
        if (!Directory.Exists(path)) throw new CommandException($"{path} is no file and no folder", ExitCode.BadInput);
        var kind = Directory.EnumerateFiles(path).Where(file => IsKnown(file)).GroupBy(Ending).OrderByDescending(group => group.Count()).FirstOrDefault()
            ?? throw new CommandException($"{path} has no file that ends in .csv, .tsv, .txt, .parquet, .jsonl or .ndjson, or in one of these and .gz", ExitCode.BadInput);
        return (path, [.. kind.Order(StringComparer.Ordinal)], $"*{kind.Key}");
    }

    static string Ending(string file) => Endings().Match(file).Value.ToLowerInvariant();

    static bool IsKnown(string file) => Endings().IsMatch(file);

    static SourceFormat FormatOf(string glob) => Ending(glob) switch
    {
        "" => throw new CommandException($"{glob}: expected a file that ends in .csv, .tsv, .txt, .parquet, .jsonl or .ndjson, or in one of these and .gz", ExitCode.BadInput),
        ".parquet" => SourceFormat.Parquet,
        var ending when ending.StartsWith(".jsonl", StringComparison.Ordinal) || ending.StartsWith(".ndjson", StringComparison.Ordinal) => SourceFormat.Jsonl,
        _ => SourceFormat.Csv,
    };

    static string Reader(SourceFormat format, string list, string delimiter) => format switch
    {
        SourceFormat.Parquet => $"read_parquet({list}, hive_partitioning = false)",
        SourceFormat.Csv => $"read_csv({list}, header = true, all_varchar = true, hive_partitioning = false, delim = {SqlText.Literal(delimiter)})",
        _ => $"read_json({list}, format = 'newline_delimited', hive_partitioning = false)",
    };

    static LookColumn Look(DuckConnection duck, string header, string declared, string name, bool comma)
    {
        var counts = duck.Read($"select count(*) as rows, count(c) as known, count(distinct c) as different from (select nullif({SqlText.Name(header)}::varchar, '') as c from {Sample})").First();
        var (type, format, other) = declared switch
        {
            "VARCHAR" => TypeOf(duck, header, comma),
            "BOOLEAN" => (ColumnType.Boolean, null, null),
            "DATE" => (ColumnType.Date, null, null),
            "DOUBLE" or "FLOAT" => (ColumnType.Double, null, null),
            _ when declared.StartsWith("TIMESTAMP", StringComparison.Ordinal) => (ColumnType.Timestamp, null, null),
            _ when declared.StartsWith("DECIMAL", StringComparison.Ordinal) => (ColumnType.Double, null, null),
            _ when declared.EndsWith("INT", StringComparison.Ordinal) || declared.EndsWith("INTEGER", StringComparison.Ordinal) => (ColumnType.Integer, null, null),
            _ => (ColumnType.String, (string?)null, (string?)null),
        };
        return new(header, name, type, format, other, counts.Integers("rows")[0], counts.Integers("known")[0], counts.Integers("different")[0]);
    }

    static (ColumnType Type, string? Format, string? Other) TypeOf(DuckConnection duck, string column, bool comma)
    {
        if (All(duck, column, "regexp_full_match(c, '-?(0|[1-9][0-9]{0,17})')")) return (ColumnType.Integer, null, null);   // 007 is a text
        var number = comma ? "-?[0-9]+(,[0-9]+)?" : "-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?";
        if (All(duck, column, $"regexp_full_match(c, '{number}') and not regexp_full_match(c, '-?0[0-9].*')")) return (ColumnType.Double, null, null);
        if (All(duck, column, "c in ('true', 'false')")) return (ColumnType.Boolean, null, null);
        if (All(duck, column, "regexp_full_match(c, '[0-9]{4}-[0-9]{2}-[0-9]{2}') and try_cast(c as date) is not null")) return (ColumnType.Date, null, null);
        if (All(duck, column, "regexp_full_match(c, '[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+(Z|[-+][0-9:]+)?') and try_cast(c as timestamptz) is not null")) return (ColumnType.Timestamp, null, null);
        var formats = Formats.Where(format => All(duck, column, $"try_strptime(c, '{format.DuckDb}') is not null")).ToList();
        return formats.Count == 0 ? (ColumnType.String, null, null) : (formats[0].Type, formats[0].Net, formats.Count > 1 ? formats[1].Net : null);
    }

    static bool All(DuckConnection duck, string column, string condition) => duck.Read(
        $"select (count(*) > 0 and coalesce(bool_and({condition}), false))::varchar as holds from (select {SqlText.Name(column)}::varchar as c from {Sample}) where c is not null and c <> ''")
        .First().Texts("holds").Text(0) == "true";

    static List<string> Texts(DuckConnection duck, string sql) =>
        [.. duck.Read(sql).SelectMany(batch => Enumerable.Range(0, batch.Length).Select(row => ((Apache.Arrow.StringArray)batch.Column(0)).Text(row)!))];

    /// <summary>The letters and digits of a text, in lower case, with one character between those that stand apart.</summary>
    internal static string Words(string text, char between) => NotInNames().Replace(text.ToLowerInvariant(), $"{between}").Trim(between);

    static string SqlName(string header, HashSet<string> taken)
    {
        var name = Words(header, '_');
        if (name.Length == 0 || char.IsAsciiDigit(name[0]) || SqlWords.OwnColumns.Contains(name)) name = $"column_{name}".TrimEnd('_');
        for (var (one, number) = (name, 2); !taken.Add(name); number++) name = $"{one}_{number}";
        return name;
    }

    [GeneratedRegex("""\.(csv|tsv|txt|jsonl|ndjson)(\.gz|\.zst)?$|\.parquet$""", RegexOptions.IgnoreCase)]
    private static partial Regex Endings();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotInNames();
}
