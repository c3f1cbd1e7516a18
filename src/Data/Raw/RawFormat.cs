using DistributedML.Data.Csv;

namespace DistributedML.Data.Raw;

/// <summary>How text files become rows. Holds plain values only, so that it can travel to an executor.</summary>
/// <param name="Columns">The columns that are read; what else a file holds is passed over.</param>
public sealed record RawFormat(RawColumn[] Columns)
{
    /// <summary>A line is a JSON object, instead of a record of CSV.</summary>
    public bool IsJson { get; init; }

    /// <summary>How the files' records are written; JSON lines have their encoding and comments of it.</summary>
    public CsvDialect Dialect { get; init; } = new();

    /// <summary>Name of the encoding, as .NET knows it: "utf-8", "utf-16", "windows-1252".</summary>
    public string Encoding { get; init; } = "utf-8";

    /// <summary>Time zone, "Europe/Berlin", that instants (times with an offset, and epochs) are brought to; other times stay as they are written.</summary>
    public string Zone { get; init; } = "UTC";
}
