using System.IO.Compression;
using System.Text;
using Apache.Arrow.Types;
using CsCheck;
using DistributedML.Data;
using DistributedML.Data.Csv;
using DistributedML.Data.Raw;
using ZstdSharp;

namespace DistributedML.Tests.Data.Raw;

public class RawStreamTests
{
    static readonly RawFormat Lines = new([new("line", ArrowTypeId.String, "line")]) { Dialect = CsvDialect.Lines with { HasHeader = false } };

    static byte[] Gzip(byte[] bytes)
    {
        using var output = new MemoryStream();
        using (var stream = new GZipStream(output, CompressionLevel.Fastest)) stream.Write(bytes);
        return output.ToArray();
    }

    static byte[] Zstd(byte[] bytes)
    {
        using var compressor = new Compressor(3);
        compressor.SetParameter(ZstdSharp.Unsafe.ZSTD_cParameter.ZSTD_c_checksumFlag, 1);
        return compressor.Wrap(bytes).ToArray();
    }

    [Fact]
    public void Compressed_files_have_the_rows_and_the_hash_of_their_own_bytes() => Gen.String[Gen.Char['a', 'z'], 1, 20].Array[1, 2_000].Sample(
        lines =>
        {
            var bytes = Encoding.UTF8.GetBytes(string.Join('\n', lines));
            byte[][] files = [bytes, Gzip(bytes), Zstd(bytes), [.. Gzip(bytes[..(bytes.Length / 2)]), .. Gzip(bytes[(bytes.Length / 2)..])]];
            return files.All(file => RawRows.Read(Lines, file).SequenceEqual(lines.Select(line => line + "|")) && Hash(file));
        },
        iter: 20, threads: 1);

    static bool Hash(byte[] bytes)
    {
        var file = new RawFile(Path.GetTempFileName(), "a");
        File.WriteAllBytes(file.Path, bytes);
        var loader = new RawLoader(Lines);
        var load = loader.Load(file, 0, new ArrowTableWriter(loader.Table));
        var expected = FileHash.Of(file.Path);
        File.Delete(file.Path);
        return load.Sha256 == expected;
    }

    [Theory]
    [InlineData("a.csv.gz", false)]
    [InlineData("a.csv.zst", false)]
    [InlineData("a.csv.gz", true)]
    [InlineData("a.csv.zst", true)]
    public void A_compressed_file_that_is_cut_off_or_damaged_is_named(string name, bool isDamaged)
    {
        var random = new Random(3);
        var text = Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, 20_000).Select(_ => random.Next().ToString("x8"))));
        var file = name.EndsWith("gz", StringComparison.Ordinal) ? Gzip(text) : Zstd(text);
        if (isDamaged) file[file.Length / 2] ^= 0x55;
        else file = file[..(file.Length / 2)];
        Assert.StartsWith($"{name}: the compressed file is damaged or cut off", Assert.Throws<TableException>(() => RawRows.Read(Lines, file, name)).Message);
    }

    [Theory]
    [InlineData("a.csv.gz", "a.csv.gz: is no gzip file, which its name says")]
    [InlineData("a.csv.zst", "a.csv.zst: is no zstd file, which its name says")]
    public void A_name_that_says_what_the_file_is_not_is_an_error(string name, string expected) =>
        Assert.Equal(expected, Assert.Throws<TableException>(() => RawRows.Read(Lines, "a\nb"u8.ToArray(), name)).Message);

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-32", true)]
    [InlineData("windows-1252", false)]
    [InlineData("iso-8859-15", false)]
    public void Texts_are_read_in_the_encoding_that_is_stated(string name, bool hasMark)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes("Zoë\n5 €\n")];
        Assert.Equal(["Zoë|", "5 €|"], RawRows.Read(Lines with { Encoding = name }, bytes));
    }

    [Fact]
    public void Bytes_that_are_no_text_of_the_encoding_cost_their_line()
    {
        byte[] bytes = [.. Encoding.Unicode.GetBytes("a\nb"), 0x00, 0xD8, .. Encoding.Unicode.GetBytes("\nc\n")];   // half a surrogate pair
        Assert.Equal(["a|", "|holds bytes that are no text in utf-16", "c|"], RawRows.Read(Lines with { Encoding = "utf-16" }, bytes));
    }

    [Fact]
    public void A_byte_order_mark_of_the_other_order_is_told()
    {
        byte[] bytes = [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes("a\n")];
        Assert.Contains("byte order mark of the other byte order than utf-16", Assert.Throws<TableException>(() => RawRows.Read(Lines with { Encoding = "utf-16" }, bytes)).Message);
    }
}
