using System.Runtime.CompilerServices;
using System.Text;
using DistributedML.Data.Raw;

namespace DistributedML.Data.Csv;

/// <summary>The records of a CSV file as rows of typed columns.</summary>
sealed class CsvRows : IRawRows
{
    readonly CsvReader _reader;
    readonly FieldReader[] _fields;
    readonly int[] _places;
    readonly int _width;
    bool _isFirst;

    /// <summary>Opens a file and finds its columns.</summary>
    /// <exception cref="TableException">The file is empty, its first record cannot be read, or a column is not there; the message begins with the file's name.</exception>
    internal CsvRows(RawFile file, RawStream stream, RawFormat format, FieldReader[] fields)
    {
        (_reader, _fields) = (new(stream, format.Dialect, stream.DecodedFrom), fields);
        ReadFirst(file, _reader, format.Dialect);
        if (format.Dialect.HasHeader)
        {
            var names = Enumerable.Range(0, _reader.FieldCount).Select(i => Encoding.UTF8.GetString(_reader.Field(i))).ToList();
            _width = names.Count;
            _places = [.. format.Columns.Select(column => names.IndexOf(column.From) is >= 0 and var place ? place
                : throw new TableException($"{file.Name}: no column '{column.From}'; found {string.Join(", ", names)}"))];
        }
        else
        {
            _isFirst = true;
            _width = fields.Length;
            _places = [.. Enumerable.Range(0, fields.Length)];
        }
    }

    /// <inheritdoc/>
    public long Line => _reader.Line;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Raw => _reader.Raw;

    /// <summary>Reads a file's first record, which is the header where there is one.</summary>
    internal static void ReadFirst(RawFile file, CsvReader reader, CsvDialect dialect)
    {
        try
        {
            if (!reader.Read()) throw new TableException(dialect.HasHeader ? "is empty; expected a header line" : "is empty; expected rows");
            if (dialect.HasHeader && reader.Problem is { } problem)
                throw new TableException($"line {reader.Line}: {problem}{(problem.StartsWith("is not UTF-8", StringComparison.Ordinal) ? "; if it has another encoding, say which, as encoding: windows-1252" : "")}");
        }
        catch (TableException exception) when (!exception.Message.StartsWith(file.Name, StringComparison.Ordinal))
        {
            throw new TableException($"{file.Name}: {exception.Message}", exception.Fault, exception);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Read()
    {
        if (!_isFirst) return _reader.Read();
        _isFirst = false;   // without a header the first record is a row
        return true;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public string? Write(TableWriter writer)
    {
        if (_reader.Problem is not null) return _reader.Problem;
        if (_reader.FieldCount != _width) return $"{_reader.FieldCount} fields; expected {_width}";
        for (var i = 0; i < _places.Length; i++)
        {
            var text = _reader.Field(_places[i]);
            if (!text.IsEmpty && !_fields[i].IsNull(text) && !_fields[i].TryWrite(writer, i, text)) return _fields[i].Problem(text);
        }
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();
}
