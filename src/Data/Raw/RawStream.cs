using System.Security.Cryptography;
using System.Text;
using ZstdSharp;

namespace DistributedML.Data.Raw;

/// <summary>
/// The text of a file as UTF-8: decompressed where the file's first bytes are those of gzip (RFC 1952) or zstd (RFC 8878), and decoded. A file that is damaged or cut off
/// is an error that names it.
/// </summary>
sealed class RawStream : Stream
{
    const int CompressedBytes = 1 << 16;   // read at a time, where the decompressor asks for less

    readonly string _name;
    readonly Stream _text;
    readonly Stream _bytes;
    readonly SHA256? _hash;

    /// <summary>Opens a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="encoding">The encoding's name.</param>
    /// <param name="isHashed">Its bytes are hashed as they are read; see <see cref="Sha256"/>.</param>
    /// <exception cref="TableException">The file cannot be opened; the message begins with its name.</exception>
    internal RawStream(RawFile file, string encoding, bool isHashed)
    {
        _name = file.Name;
        try
        {
            _bytes = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
            Span<byte> start = stackalloc byte[4];
            start = start[.._bytes.ReadAtLeast(start, 4, throwOnEndOfStream: false)];
            _bytes.Position = 0;
            _hash = isHashed ? SHA256.Create() : null;
            if (_hash is not null) _bytes = new CryptoStream(_bytes, _hash, CryptoStreamMode.Read);
            _text = Decoded(Decompressed(start), encoding);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TableException($"{file.Name}: cannot be read: {exception.Message}", TableFault.Resources, exception);
        }
    }

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

    /// <summary>The encoding that the text was decoded from; null for UTF-8, which stays as it is.</summary>
    internal string? DecodedFrom { get; private set; }

    /// <summary>The encoding of a name.</summary>
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    internal static Encoding EncodingOf(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(name);
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            return _text.Read(buffer, offset, count);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or ZstdException)
        {
            throw new TableException($"{_name}: the compressed file is damaged or cut off: {exception.Message}", TableFault.Input, exception);
        }
        catch (IOException exception)
        {
            throw new TableException($"{_name}: cannot be read: {exception.Message}", TableFault.Resources, exception);
        }
    }

    /// <summary>Hash of the file's bytes, in hexadecimal. Reads what is left of the file.</summary>
    internal string Sha256()
    {
        _bytes.CopyTo(Null);
        return Convert.ToHexStringLower(_hash!.Hash!);
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
        if (disposing)
        {
            _text.Dispose();
            _bytes.Dispose();
            _hash?.Dispose();
        }
        base.Dispose(disposing);
    }

    Stream Decompressed(ReadOnlySpan<byte> start) => start switch
    {
        [0x1F, 0x8B, ..] => new WholeGzipStream(new BufferedStream(_bytes, CompressedBytes)),
        [0x28, 0xB5, 0x2F, 0xFD] => new DecompressionStream(new BufferedStream(_bytes, CompressedBytes), checkEndOfStream: true),
        _ when Compression(_name) is { } compression => throw new TableException($"{_name}: is no {compression} file, which its name says"),
        _ => _bytes,
    };

    static string? Compression(string name) => Path.GetExtension(name).ToLowerInvariant() switch { ".gz" => "gzip", ".zst" => "zstd", _ => null };

    /// <summary>The text as UTF-8. What no character can be made of becomes U+FFFD, which the reader of records finds.</summary>
    Stream Decoded(Stream stream, string name)
    {
        var encoding = EncodingOf(name);
        if (encoding.CodePage == Encoding.UTF8.CodePage) return stream;
        DecodedFrom = name;
        return Encoding.CreateTranscodingStream(stream, encoding, Encoding.UTF8);
    }
}
