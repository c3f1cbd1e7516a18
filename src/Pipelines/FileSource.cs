using System.ComponentModel.DataAnnotations;

namespace DistributedML.Pipelines;

/// <summary>Raw files of one kind: which they are, and how their text is read.</summary>
public abstract record FileSource
{
    /// <summary>
    /// Glob below the data folder: "*.csv", "**/*.parquet", "*.csv.gz". Files that begin as gzip or zstd files do are decompressed.
    /// </summary>
    public required string Files { get; init; }

    /// <summary>Format of the files.</summary>
    public SourceFormat Format { get; init; } = SourceFormat.Csv;

    /// <summary>The columns that are read, with the types that their texts must parse as. In CSV, empty texts are nulls.</summary>
    public required IReadOnlyList<SourceColumn> Columns { get; init; }

    /// <summary>CSV: the ASCII character between fields; "tab" for a tab.</summary>
    public string Delimiter { get; init; } = ",";

    /// <summary>
    /// CSV: the ASCII character around fields that hold delimiters or line breaks; "none" where quotes are characters as others.
    /// </summary>
    public string Quote { get; init; } = "\"";

    /// <summary>
    /// CSV: the ASCII character that, within quotes, takes its meaning from the one behind it, as a backslash may. Null: a quote within
    /// quotes is written twice.
    /// </summary>
    public string? Escape { get; init; }

    /// <summary>CSV: the first line names the columns. Else the columns stand in the order in which they are listed.</summary>
    public bool Header { get; init; } = true;

    /// <summary>CSV: the character before the decimals of numbers.</summary>
    public string Decimal { get; init; } = ".";

    /// <summary>CSV: the character that may stand between groups of three digits of numbers. Null: none may.</summary>
    public string? Thousands { get; init; }

    /// <summary>CSV and JSON lines: the text's encoding, as .NET names it: "utf-8", "utf-16", "windows-1252".</summary>
    public string Encoding { get; init; } = "utf-8";

    /// <summary>CSV and JSON lines: lines at a file's beginning that are passed over.</summary>
    [Range(0, int.MaxValue)]
    public int SkipLines { get; init; }

    /// <summary>CSV and JSON lines: the ASCII character that begins a line which is passed over. Null: no line is.</summary>
    public string? Comment { get; init; }

    /// <summary>CSV and JSON lines: texts that stand for a missing value in every column.</summary>
    public IReadOnlyList<string> Nulls { get; init; } = [];
}
