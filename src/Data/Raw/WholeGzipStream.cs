using System.IO.Compression;
using System.Text;

namespace DistributedML.Data.Raw;

/// <summary>
/// Decompresses a gzip file and notices when it was cut off, which <see cref="GZipStream"/> takes for its end: a last member with a known text is put behind the file, and must come out.
/// Forward only; one thread.
/// </summary>
sealed class WholeGzipStream : Stream
{
    static readonly byte[] End = Encoding.ASCII.GetBytes("the file was whole");
    static readonly byte[] EndMember = Compressed(End);

    readonly GZipStream _gzip;
    readonly byte[] _buffer = new byte[1 << 16];
    int _start, _end;   // what was decompressed and is not handed out; the last bytes are held back, since they may be the end

    internal WholeGzipStream(Stream file) => _gzip = new(new Followed(file, EndMember), CompressionMode.Decompress);

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <inheritdoc/>
    /// <exception cref="EndOfStreamException">The file was cut off.</exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        while (_end - _start <= End.Length)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            var read = _gzip.Read(_buffer, _end, _buffer.Length - _end);
            if (read == 0) return _buffer.AsSpan(0, _end).SequenceEqual(End) ? 0 : throw new EndOfStreamException("it ends too early");
            _end += read;
        }
        var length = Math.Min(count, _end - _start - End.Length);
        _buffer.AsSpan(_start, length).CopyTo(buffer.AsSpan(offset));
        _start += length;
        return length;
    }

    /// <inheritdoc/>
    public override void Flush() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _gzip.Dispose();
        base.Dispose(disposing);
    }

    static byte[] Compressed(byte[] text)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest)) gzip.Write(text);
        return output.ToArray();
    }

    /// <summary>A stream with further bytes behind its end.</summary>
    sealed class Followed(Stream stream, byte[] last) : MemoryStream(last, writable: false)
    {
        public override int Read(byte[] buffer, int offset, int count) => stream.Read(buffer, offset, count) is > 0 and var read ? read : base.Read(buffer, offset, count);

        public override int Read(Span<byte> buffer) => stream.Read(buffer) is > 0 and var read ? read : base.Read(buffer);

        protected override void Dispose(bool disposing)
        {
            if (disposing) stream.Dispose();
            base.Dispose(disposing);
        }
    }
}
