using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace DistributedML.Data.Csv;

/// <summary>
/// Reads the records of one CSV file (RFC 4180 and its <see cref="CsvDialect">dialects</see>; LF or CRLF; UTF-8, with or without byte order mark). A record
/// that breaks the rules is a record with a <see cref="Problem"/>: its first line counts, reading goes on at the next one, so one lost quote costs one
/// line. Empty lines and comments are no records. Allocates nothing per record; memory is a buffer of at most <see cref="LongestRecord"/>.
/// </summary>
public sealed class CsvReader : IDisposable
{
    // Not CsvHelper (34.0.0 was tried): with line breaks allowed in quotes, a lost quote takes all lines up to the next quote with it, and a record over
    // MaxRecordSize ends the reading; neither can be resumed at the next line without seeking back and hashing the file apart.

    /// <summary>Bytes of the longest record that is read whole: 1 MiB.</summary>
    public const int LongestRecord = 1 << 20;

    const byte LineFeed = (byte)'\n', CarriageReturn = (byte)'\r';

    readonly Stream _stream;
    readonly CsvDialect _dialect;
    readonly string? _decodedFrom;
    readonly byte _delimiter, _quote, _escape;
    byte[] _buffer = ArrayPool<byte>.Shared.Rent(LongestRecord / 4);
    byte[] _unescaped = [];
    FieldBounds[] _fields = new FieldBounds[16];
    int _start, _end, _recordStart, _recordEnd;
    long _nextLine = 1;
    bool _atEnd, _begun;

    /// <summary>Reads a stream, which is disposed with the reader.</summary>
    /// <param name="stream">UTF-8.</param>
    /// <param name="dialect">How it is written; null for RFC 4180.</param>
    /// <param name="decodedFrom">The encoding that the text was decoded from, where U+FFFD stands for what could not be; null when it was not decoded.</param>
    public CsvReader(Stream stream, CsvDialect? dialect = null, string? decodedFrom = null)
    {
        (_stream, _dialect, _decodedFrom) = (stream, dialect ?? new(), decodedFrom);
        (_delimiter, _quote, _escape) = (_dialect.Delimiter, _dialect.Quote, _dialect.Escape);
    }

    /// <summary>The line of the file where the record begins, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Why the record cannot be read; null when it can.</summary>
    public string? Problem { get; private set; }

    /// <summary>Fields of the record; 0 when it has a problem.</summary>
    public int FieldCount { get; private set; }

    /// <summary>The record as it stands in the file, without its line end; at most <see cref="LongestRecord"/> bytes of it.</summary>
    public ReadOnlySpan<byte> Raw => _buffer.AsSpan(_recordStart, _recordEnd - _recordStart);

    /// <summary>A field's text in UTF-8, without quotes; valid until the next call.</summary>
    public ReadOnlySpan<byte> Field(int index)
    {
        var field = _fields[index];
        var text = _buffer.AsSpan(field.Start, field.Length);
        return field.Escaped ? Unescape(text) : text;
    }

    /// <summary>Goes to the next record; false at the end of the file.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Read()
    {
        if (!_begun) Begin();
        while (true)
        {
            if (_start == _end && !Fill()) return false;
            if (_buffer[_start] == LineFeed) Skip(1);
            else if (_buffer[_start] == CarriageReturn && (_start + 1 < _end || Fill()) && _buffer[_start + 1] == LineFeed) Skip(2);
            else if (_buffer[_start] == _dialect.Comment && _dialect.Comment != CsvDialect.None) TakeLine();
            else break;
        }
        Line = _nextLine;
        Scan scan;
        do
        {
            FieldCount = 0;
            scan = ScanRecord();
        }
        while (scan.Unfinished && (Fill() || _atEnd));
        Problem = scan.Unfinished ? $"the record has no end within {LongestRecord:N0} bytes" : scan.Problem;
        if (Problem is null) Accept(scan);
        else TakeLine();
        if (Problem is not null) FieldCount = 0;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _stream.Dispose();
    }

    void Begin()
    {
        _begun = true;
        Fill();
        if (_buffer.AsSpan(0, _end) is [0xEF, 0xBB, 0xBF, ..]) _start = 3;
        if (_buffer.AsSpan(0, _end) is [0xEF, 0xBF, 0xBE, ..]) throw new TableException($"begins with the byte order mark of the other byte order than {_decodedFrom}; expected that encoding");
        if (_buffer.AsSpan(0, _end) is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || _buffer.AsSpan(0, Math.Min(_end, 64)).Contains((byte)0))
            throw new TableException($"is UTF-16 or binary; expected {_decodedFrom ?? "UTF-8"} text; if it is UTF-16, say encoding: utf-16");
        for (var line = 0; line < _dialect.SkipLines && (_start < _end || Fill()); line++) TakeLine();
    }

    void Skip(int bytes)
    {
        _start += bytes;
        _nextLine++;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void Accept(Scan scan)
    {
        (_recordStart, _recordEnd) = (_start, scan.End);
        _start = scan.Next;
        _nextLine += 1 + (scan.HasQuotes ? Raw.Count(LineFeed) : 0);
        if (!Utf8.IsValid(Raw)) Problem = $"is not UTF-8 at byte {FirstInvalid(Raw) + 1} of the line";
        else if (_decodedFrom is not null && Raw.IndexOf("\uFFFD"u8) >= 0) Problem = $"holds bytes that are no text in {_decodedFrom}";
    }

    /// <summary>Takes the physical line at the start as the record, to its end even where that is far.</summary>
    void TakeLine()
    {
        var length = _buffer.AsSpan(_start, _end - _start).IndexOf(LineFeed);
        while (length < 0 && Fill()) length = _buffer.AsSpan(_start, _end - _start).IndexOf(LineFeed);
        _nextLine++;
        (_recordStart, _recordEnd) = (_start, length < 0 ? _end : _start + length);
        _start = length < 0 ? _end : _recordEnd + 1;
        if (_recordEnd > _recordStart && _buffer[_recordEnd - 1] == CarriageReturn) _recordEnd--;
        if (length < 0 && !_atEnd) SkipRestOfLine();
    }

    /// <summary>Drops bytes up to the next line end without keeping them; what <see cref="Raw"/> shows stays.</summary>
    void SkipRestOfLine()
    {
        var bytes = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            while (_stream.Read(bytes) is var read && read > 0)
            {
                var length = bytes.AsSpan(0, read).IndexOf(LineFeed);
                if (length < 0) continue;
                var rest = bytes.AsSpan(length + 1, read - length - 1);
                _recordEnd = Math.Min(_recordEnd, _buffer.Length - rest.Length);   // makes room in the full buffer for what follows
                rest.CopyTo(_buffer.AsSpan(_recordEnd));
                (_start, _end) = (_recordEnd, _recordEnd + rest.Length);
                return;
            }
            _atEnd = true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>Reads more bytes behind those that are not taken yet; false at the end of the file or when the longest record fills the buffer.</summary>
    bool Fill()
    {
        if (_atEnd) return false;
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        if (_end >= LongestRecord) return false;
        if (_end == _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Min(2 * _buffer.Length, LongestRecord));
            _buffer.AsSpan(0, _end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
        var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
        _atEnd = read == 0;
        _end += read;
        return read > 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    Scan ScanRecord()
    {
        var hasQuotes = false;
        for (var at = _start; ;)
        {
            if (FieldCount == _fields.Length) System.Array.Resize(ref _fields, 2 * _fields.Length);
            var rest = _buffer.AsSpan(at, _end - at);
            int length;
            if (!rest.IsEmpty && rest[0] == _quote && _quote != CsvDialect.None)
            {
                hasQuotes = true;
                if (!ScanQuoted(at, out length, out var problem)) return new(0, 0, hasQuotes, problem, Unfinished: problem is null);
            }
            else
            {
                length = rest.IndexOfAny(_delimiter, LineFeed);
                if (length < 0 && !_atEnd) return new(0, 0, hasQuotes, null, Unfinished: true);
                if (length < 0) length = rest.Length;
                _fields[FieldCount] = new(at, length, false);
            }
            FieldCount++;
            at += length;
            if (at == _end) return new(End(at), at, hasQuotes, null, Unfinished: !_atEnd);
            if (_buffer[at] == LineFeed) return new(End(at), at + 1, hasQuotes, null, Unfinished: false);
            at++;   // a delimiter
            if (at == _end && !_atEnd) return new(0, 0, hasQuotes, null, Unfinished: true);
        }
    }

    /// <summary>The record's end without a carriage return, which is taken from the last field too.</summary>
    int End(int at)
    {
        ref var last = ref _fields[FieldCount - 1];
        if (at == _start || _buffer[at - 1] != CarriageReturn) return at;
        if (last.Start + last.Length == at) last = last with { Length = last.Length - 1 };
        return at - 1;
    }

    /// <summary>Finds the end of a quoted field, and the length up to the delimiter or line end behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    bool ScanQuoted(int at, out int length, out string? problem)
    {
        var rest = _buffer.AsSpan(at, _end - at);
        var escaped = false;
        problem = null;
        for (length = 1; ; length += 2)
        {
            var quote = _escape == CsvDialect.None ? rest[length..].IndexOf(_quote) : rest[Math.Min(length, rest.Length)..].IndexOfAny(_quote, _escape);
            if (quote < 0)
            {
                length = rest.Length;
                problem = _atEnd ? "a quote is not closed" : null;
                return false;
            }
            length += quote;
            if (length + 1 == rest.Length && !_atEnd) return false;
            var isEscape = rest[length] != _quote;
            if (length + 1 < rest.Length ? !isEscape && rest[length + 1] != _quote : !isEscape) break;
            escaped = true;
        }
        _fields[FieldCount] = new(at + 1, length - 1, escaped);
        length++;
        if (length == rest.Length) return _atEnd;
        if (rest[length] == CarriageReturn)
        {
            if (length + 1 == rest.Length && !_atEnd) return false;
            if (length + 1 == rest.Length || rest[length + 1] == LineFeed) length++;
        }
        if (length == rest.Length || rest[length] == _delimiter || rest[length] == LineFeed) return true;
        problem = "text stands behind a closing quote";
        return false;
    }

    ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> text)
    {
        if (_unescaped.Length < text.Length) _unescaped = new byte[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == _quote || (text[i] == _escape && _escape != CsvDialect.None && i + 1 < text.Length)) i++;
            _unescaped[length++] = text[i];
        }
        return _unescaped.AsSpan(0, length);
    }

    static int FirstInvalid(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (System.Text.Rune.DecodeFromUtf8(text[at..], out _, out var consumed) == OperationStatus.Done) at += consumed;
        return at;
    }

    readonly record struct FieldBounds(int Start, int Length, bool Escaped);

    readonly record struct Scan(int End, int Next, bool HasQuotes, string? Problem, bool Unfinished);
}
