using DistributedML.Data.Csv;
using DistributedML.Data.Raw;
using DistributedML.Models;
using DistributedML.Pipelines;

namespace DistributedML.Engines;

/// <summary>What a pipeline says of its raw files, as the reader of files takes it.</summary>
public static class RawFormats
{
    /// <summary>How a source's text files become rows.</summary>
    /// <param name="source">The files; CSV or JSON lines.</param>
    /// <param name="zone">The time zone that instants are brought to.</param>
    public static RawFormat Of(FileSource source, string zone) => new([.. source.Columns.Select(column => Column(column, source))])
    {
        IsJson = source.Format == SourceFormat.JsonLines,
        Dialect = new()
        {
            Delimiter = Byte(source.Delimiter == "tab" ? "\t" : source.Delimiter),
            Quote = source.Quote == "none" ? CsvDialect.None : Byte(source.Quote),
            Escape = source.Escape == source.Quote ? CsvDialect.None : Byte(source.Escape),   // a quote that is written twice
            Comment = Byte(source.Comment),
            SkipLines = source.SkipLines,
            HasHeader = source.Header,
            Decimal = Byte(source.Decimal),
            Thousands = source.Thousands,
        },
        Encoding = source.Encoding,
        Zone = zone,
    };

    static RawColumn Column(SourceColumn column, FileSource source) => new(column.Name, ArrowColumns.TypeOf(column.Type).Arrow.TypeId, column.From ?? column.Name)
    {
        Formats = [.. column.Format ?? []],
        Nulls = [.. source.Nulls, .. column.Nulls ?? []],
    };

    static byte Byte(string? character) => character is null ? CsvDialect.None : (byte)character[0];
}
