using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;
using DistributedML.Data.DuckDb;

namespace DistributedML.Data.Csv;

/// <summary>
/// Reads CSV files into a table, of DuckDB or of Arrow batches: the typed columns, then <c>file</c> (a number: the file's place in the list), <c>line</c>, <c>problem</c> and
/// <c>raw</c>. Empty texts are nulls. A record that cannot be read, or whose values have other types, is a row with a problem, "Quantity is not an integer:
/// 'abc'", its text in <c>raw</c>, and nulls for what could not be read. Nothing is left out.
/// </summary>
public sealed class CsvLoader
{
    const int LongestRawText = 10_000;
    const int LongestShownValue = 60;
    const int RowsPerBatch = 16_384;

    readonly IReadOnlyList<Field> _columns;
    readonly ArrowTypeId[] _types;

    /// <summary>Describes the columns that every file must have, by name; others are passed over.</summary>
    public CsvLoader(Schema columns)
    {
        _columns = columns.FieldsList;
        _types = [.. _columns.Select(column => column.DataType.TypeId)];
        var table = new Schema.Builder();
        foreach (var column in _columns) table.Field(column);
        table.Field(new Field("file", Int32Type.Default, false)).Field(new Field("line", Int64Type.Default, false))
            .Field(new Field("problem", StringType.Default, true)).Field(new Field("raw", StringType.Default, true));
        Table = table.Build();
    }

    /// <summary>All columns of the table.</summary>
    public Schema Table { get; }

    /// <summary>Opens a table that <see cref="CreateSql"/> made for <see cref="Load"/>; complete the writer after the last file.</summary>
    public DuckTableWriter Open(DuckConnection connection, string table) => new(connection, table, Table);

    /// <summary>Reads one file.</summary>
    /// <exception cref="TableException">The file cannot be opened or has not the columns; the message begins with its name.</exception>
    public CsvLoad Load(CsvFile file, int number, TableWriter writer, CancellationToken cancel = default)
    {
        using var hash = SHA256.Create();
        using var reader = new CsvReader(new CryptoStream(Open(file), hash, CryptoStreamMode.Read));
        var places = ReadHeader(file, reader, out var width);
        var rows = 0L;
        while (reader.Read())
        {
            if ((++rows & 0xFFF) == 0) cancel.ThrowIfCancellationRequested();
            WriteRow(writer, reader, places, width, number);
        }
        return new(file.Name, rows, Convert.ToHexStringLower(hash.Hash!));
    }

    /// <summary>Reads one file as it is asked for, in batches.</summary>
    /// <exception cref="TableException">The file cannot be opened or has not the columns; the message begins with its name.</exception>
    public IEnumerable<RecordBatch> Read(CsvFile file, int number)
    {
        using var reader = new CsvReader(Open(file));
        var places = ReadHeader(file, reader, out var width);
        var writer = new ArrowTableWriter(Table);
        while (reader.Read())
        {
            WriteRow(writer, reader, places, width, number);
            if (writer.Rows == RowsPerBatch) yield return writer.TakeBatch();
        }
        if (writer.Rows > 0) yield return writer.TakeBatch();
    }

    /// <summary>The names in a file's first line.</summary>
    /// <exception cref="TableException">The file cannot be opened, is empty or is not UTF-8; the message begins with its name.</exception>
    public static IReadOnlyList<string> Header(CsvFile file)
    {
        using var reader = new CsvReader(Open(file));
        return Header(file, reader);
    }

    /// <summary>SQL that makes an empty table for <see cref="Load"/>.</summary>
    public string CreateSql(string table) => DuckTableWriter.CreateSql(table, Table);

    static IReadOnlyList<string> Header(CsvFile file, CsvReader reader)
    {
        try
        {
            if (!reader.Read()) throw new TableException("is empty; expected a header line");
            if (reader.Problem is { } problem) throw new TableException($"line {reader.Line}: {problem}");
            return [.. Enumerable.Range(0, reader.FieldCount).Select(i => Encoding.UTF8.GetString(reader.Field(i)))];
        }
        catch (TableException exception)
        {
            throw new TableException($"{file.Name}: {exception.Message}", exception.Fault, exception);
        }
    }

    int[] ReadHeader(CsvFile file, CsvReader reader, out int width)
    {
        var names = Header(file, reader).ToList();
        width = names.Count;
        return [.. _columns.Select(column => names.IndexOf(column.Name) is >= 0 and var place ? place
            : throw new TableException($"{file.Name}: no column '{column.Name}'; found {string.Join(", ", names)}"))];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void WriteRow(TableWriter writer, CsvReader reader, int[] places, int width, int number)
    {
        var problem = reader.Problem ?? (reader.FieldCount == width ? null : $"{reader.FieldCount} fields; expected {width}");
        for (var i = 0; i < places.Length && problem is null; i++)
        {
            var text = reader.Field(places[i]);
            if (!text.IsEmpty && !Write(writer, i, text)) problem = $"{_columns[i].Name} is not {Expected(_columns[i].DataType)}: '{Show(text)}'";
        }
        writer.SetShortInteger(places.Length, number);
        writer.SetInteger(places.Length + 1, reader.Line);
        if (problem is not null)
        {
            writer.SetText(places.Length + 2, Encoding.UTF8.GetBytes(problem));
            writer.SetText(places.Length + 3, RawText(reader.Raw));
        }
        writer.EndRow();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    bool Write(TableWriter writer, int column, ReadOnlySpan<byte> text)
    {
        switch (_types[column])
        {
            case ArrowTypeId.Int64 when FieldParser.TryInteger(text, out var value):
                writer.SetInteger(column, value);
                return true;
            case ArrowTypeId.Double when FieldParser.TryDouble(text, out var value):
                writer.SetDouble(column, value);
                return true;
            case ArrowTypeId.Boolean when FieldParser.TryBoolean(text, out var value):
                writer.SetBoolean(column, value);
                return true;
            case ArrowTypeId.Timestamp when FieldParser.TryTimestamp(text, out var value):
                writer.SetInteger(column, value);
                return true;
            case ArrowTypeId.Date32 when FieldParser.TryDate(text, out var value):
                writer.SetShortInteger(column, value);
                return true;
            case ArrowTypeId.String:
                writer.SetText(column, text);
                return true;
            default:
                return false;
        }
    }

    /// <summary>The record's text; bytes that are no UTF-8 are shown as the Latin-1 characters of the same number, so that they can be got back.</summary>
    static byte[] RawText(ReadOnlySpan<byte> raw)
    {
        var isUtf8 = System.Text.Unicode.Utf8.IsValid(raw);
        raw = raw[..Math.Min(raw.Length, LongestRawText)];
        return Encoding.UTF8.GetBytes((isUtf8 ? Encoding.UTF8 : Encoding.Latin1).GetString(raw));
    }

    static string Show(ReadOnlySpan<byte> text) =>
        text.Length <= LongestShownValue ? Encoding.UTF8.GetString(text) : Encoding.UTF8.GetString(text[..LongestShownValue]) + "...";

    static FileStream Open(CsvFile file)
    {
        try
        {
            return new(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TableException($"{file.Name}: cannot be read: {exception.Message}", TableFault.Resources, exception);
        }
    }

    static string Expected(IArrowType type) => type.TypeId switch
    {
        ArrowTypeId.Int64 => "an integer",
        ArrowTypeId.Double => "a number",
        ArrowTypeId.Boolean => "true or false",
        ArrowTypeId.Timestamp => "a time as 2011-09-09 10:26:00",
        _ => "a day as 2011-09-09",
    };
}
