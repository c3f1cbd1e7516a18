using System.Runtime.CompilerServices;
using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;
using DistributedML.Data.Csv;
using DistributedML.Data.DuckDb;
using DistributedML.Data.Json;

namespace DistributedML.Data.Raw;

/// <summary>
/// Reads text files (CSV or JSON lines, plain, gzip or zstd) into a table, of DuckDB or of Arrow batches: the typed columns, then <c>file</c> (a number: the file's place in
/// the list), <c>line</c>, <c>problem</c> and <c>raw</c>. A record that cannot be read, or whose values have other types, is a row with a problem, "Quantity is not an integer:
/// 'abc'", its text in <c>raw</c>, and nulls for what could not be read. Nothing is left out.
/// </summary>
public sealed class RawLoader
{
    const int LongestRawText = 10_000;
    const int RowsPerBatch = 16_384;

    readonly RawFormat _format;
    readonly FieldReader[] _fields;

    /// <summary>Prepares the reading of files.</summary>
    /// <exception cref="FormatException">A format of the columns is none.</exception>
    public RawLoader(RawFormat format)
    {
        _format = format;
        _fields = [.. format.Columns.Select(column => new FieldReader(column, format))];
        var table = new Schema.Builder();
        foreach (var column in format.Columns) table.Field(column.Field);
        table.Field(new Field("file", Int32Type.Default, false)).Field(new Field("line", Int64Type.Default, false))
            .Field(new Field("problem", StringType.Default, true)).Field(new Field("raw", StringType.Default, true));
        Table = table.Build();
    }

    /// <summary>All columns of the table.</summary>
    public Schema Table { get; }

    /// <summary>SQL that makes an empty table for <see cref="Load"/>.</summary>
    public string CreateSql(string table) => DuckTableWriter.CreateSql(table, Table);

    /// <summary>Opens a table that <see cref="CreateSql"/> made for <see cref="Load"/>; complete the writer after the last file.</summary>
    public DuckTableWriter Open(DuckConnection connection, string table) => new(connection, table, Table);

    /// <summary>Reads one file.</summary>
    /// <exception cref="TableException">The file cannot be opened, is damaged or has not the columns; the message begins with its name.</exception>
    public RawLoad Load(RawFile file, int number, TableWriter writer, CancellationToken cancel = default)
    {
        using var stream = new RawStream(file, _format.Encoding, isHashed: true);
        using var rows = Rows(file, stream);
        var count = 0L;
        while (rows.Read())
        {
            if ((++count & 0xFFF) == 0) cancel.ThrowIfCancellationRequested();
            WriteRow(writer, rows, number);
        }
        return new(file.Name, count, stream.Sha256());
    }

    /// <summary>Reads one file as it is asked for, in batches.</summary>
    /// <exception cref="TableException">The file cannot be opened, is damaged or has not the columns; the message begins with its name.</exception>
    public IEnumerable<RecordBatch> Read(RawFile file, int number)
    {
        using var stream = new RawStream(file, _format.Encoding, isHashed: false);
        using var rows = Rows(file, stream);
        var writer = new ArrowTableWriter(Table);
        while (rows.Read())
        {
            WriteRow(writer, rows, number);
            if (writer.Rows == RowsPerBatch) yield return writer.TakeBatch();
        }
        if (writer.Rows > 0) yield return writer.TakeBatch();
    }

    /// <summary>Whether a record's texts are values of the columns, in their order; false where all columns are texts, which anything is.</summary>
    public bool Fits(IReadOnlyList<string> fields)
    {
        if (fields.Count != _fields.Length || _fields.All(field => field.Type == ArrowTypeId.String)) return false;
        var writer = new ArrowTableWriter(Table);
        return _fields.Index().All(field => fields[field.Index].Length == 0 || field.Item.TryWrite(writer, field.Index, Encoding.UTF8.GetBytes(fields[field.Index])));
    }

    /// <summary>The lines and fields of a CSV file's first records, the header among them; a record that cannot be read has no fields.</summary>
    /// <exception cref="TableException">The file cannot be opened, is damaged, is empty, or its first record cannot be read; the message begins with its name.</exception>
    public static IReadOnlyList<(long Line, IReadOnlyList<string> Fields)> FirstRecords(RawFile file, RawFormat format, int count)
    {
        using var stream = new RawStream(file, format.Encoding, isHashed: false);
        using var reader = new CsvReader(stream, format.Dialect, stream.DecodedFrom);
        var records = new List<(long, IReadOnlyList<string>)>();
        CsvRows.ReadFirst(file, reader, format.Dialect);
        do records.Add((reader.Line, [.. Enumerable.Range(0, reader.FieldCount).Select(i => Encoding.UTF8.GetString(reader.Field(i)))]));
        while (records.Count < count && reader.Read());
        return records;
    }

    /// <summary>The paths of the properties in the first lines of a file of JSON lines; a line that cannot be read has none.</summary>
    /// <exception cref="TableException">The file cannot be opened or is damaged; the message begins with its name.</exception>
    public static IReadOnlySet<string> FirstPaths(RawFile file, RawFormat format, int lines)
    {
        using var stream = new RawStream(file, format.Encoding, isHashed: false);
        using var reader = new CsvReader(stream, JsonRows.DialectOf(format.Dialect), stream.DecodedFrom);
        var paths = new HashSet<string>();
        for (var line = 0; line < lines && reader.Read(); line++) JsonPaths.Add(reader.Raw, paths);
        return paths;
    }

    IRawRows Rows(RawFile file, RawStream stream) => _format.IsJson ? new JsonRows(stream, _format, _fields) : new CsvRows(file, stream, _format, _fields);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void WriteRow(TableWriter writer, IRawRows rows, int number)
    {
        var problem = rows.Write(writer);
        writer.SetShortInteger(_fields.Length, number);
        writer.SetInteger(_fields.Length + 1, rows.Line);
        if (problem is not null)
        {
            writer.SetText(_fields.Length + 2, Encoding.UTF8.GetBytes(problem));
            writer.SetText(_fields.Length + 3, RawText(rows.Raw));
        }
        writer.EndRow();
    }

    /// <summary>The record's text; bytes that are no UTF-8 are shown as the Latin-1 characters of the same number, so that they can be got back.</summary>
    static byte[] RawText(ReadOnlySpan<byte> raw)
    {
        var isUtf8 = System.Text.Unicode.Utf8.IsValid(raw);
        raw = raw[..Math.Min(raw.Length, LongestRawText)];
        return Encoding.UTF8.GetBytes((isUtf8 ? Encoding.UTF8 : Encoding.Latin1).GetString(raw));
    }
}
