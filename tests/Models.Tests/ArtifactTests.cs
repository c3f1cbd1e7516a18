using System.Buffers.Binary;
using System.IO.Hashing;
using CsCheck;
using DistributedML.Models.Artifacts;
using DistributedML.Models.Recommenders;
using DistributedML.Tests.Models.LastValue;

namespace DistributedML.Tests.Models;

public class ArtifactTests
{
    static readonly LastValueKind Kind = new();

    static ArtifactHeader Header(string kind = "last-value", int format = 1) => new()
    {
        Kind = kind,
        Format = format,
        Library = "0.1.0",
        Options = System.Text.Json.JsonDocument.Parse("""{"name":"last"}""").RootElement,
        Inputs = [new("meter", "string")],
        Outputs = [new("value", "double")],
    };

    static byte[] Bytes(ArtifactHeader header)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        Artifact.Write(writer, header, new LastValues(new(StringComparer.Ordinal) { ["a"] = 1, ["b"] = -2.5 }));
        return stream.ToArray();
    }

    static LastValues Read(byte[] bytes) => (LastValues)Kind.ReadWithHeader(new BinaryReader(new MemoryStream(bytes)));

    [Fact]
    public void What_was_written_is_read_with_all_that_it_says_of_itself()
    {
        var bytes = Bytes(Header());
        Assert.Equal([("a", 1.0), ("b", -2.5)], Read(bytes).Values.Select(pair => (pair.Key, pair.Value)));
        var header = Artifact.ReadHeader(new BinaryReader(new MemoryStream(bytes)));
        Assert.Equal(("last-value", 1, "0.1.0", "last"), (header.Kind, header.Format, header.Library, header.Options.GetProperty("name").GetString()));
        Assert.Equal((new ArtifactColumn("meter", "string"), new ArtifactColumn("value", "double")), (header.Inputs.Single(), header.Outputs.Single()));
    }

    [Theory]
    [InlineData("recommender", 1, "is of kind recommender; expected last-value")]
    [InlineData("last-value", 2, "has format 2 of kind last-value; this program reads format 1: a newer one wrote it, use that one")]
    [InlineData("last-value", 0, "has format 0 of kind last-value; this program reads format 1: train the model again")]
    public void Another_kind_and_another_format_are_refused_by_name(string kind, int format, string message) =>
        Assert.Contains(message, Assert.Throws<ArtifactException>(() => Read(Bytes(Header(kind, format)))).Message);

    [Fact]
    public void Bytes_without_a_header_are_no_artifact() =>
        Assert.Contains("no artifact", Assert.Throws<ArtifactException>(() => Read(new byte[100])).Message);

    [Fact]
    public void A_damaged_artifact_is_refused_and_never_another_model()
    {
        var bytes = Bytes(Header());
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte).Where((place, value) => bytes[place] != value).Sample((place, value) =>
        {
            var damaged = (byte[])bytes.Clone();
            damaged[place] = value;
            Assert.Throws<ArtifactException>(() => Read(damaged));
        });
        Gen.Int[0, bytes.Length - 1].Sample(length => Assert.Throws<ArtifactException>(() => Read(bytes[..length])));
        Assert.Throws<ArtifactException>(() => Read([.. bytes, 0]));
    }

    [Fact]
    public void A_file_with_a_flipped_bit_or_cut_off_is_refused_with_its_path_and_what_to_do()
    {
        var values = new SortedDictionary<string, double>(StringComparer.Ordinal);
        for (var key = 0; key < 1_000; key++) values.Add($"meter{key}", key);
        var file = Path.Combine(Directory.CreateTempSubdirectory("artifact").FullName, "last");
        using (var writer = new BinaryWriter(File.Create(file))) Artifact.Write(writer, Header(), new LastValues(values));
        var bytes = File.ReadAllBytes(file);
        for (var place = 0; place < bytes.Length; place += 97)
        {
            bytes[place] ^= (byte)(1 << place % 8);
            Refused(bytes);
            bytes[place] ^= (byte)(1 << place % 8);
        }
        for (var length = 0; length < bytes.Length; length += 997) Refused(bytes[..length]);
        Refused(bytes[..^1]);
        File.WriteAllBytes(file, bytes);
        using (var reader = new BinaryReader(File.OpenRead(file))) Assert.Equal(values, ((LastValues)Kind.ReadWithHeader(reader)).Values);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);

        void Refused(byte[] damaged)
        {
            File.WriteAllBytes(file, damaged);
            using var reader = new BinaryReader(File.OpenRead(file));
            var message = Assert.Throws<ArtifactException>(() => Kind.ReadWithHeader(reader)).Message;
            Assert.Contains($"the artifact '{file}'", message);
            Assert.Contains("train the model again", message);
        }
    }

    [Fact]
    public void An_artifact_without_a_checksum_is_refused_by_name()
    {
        byte[] before = [.. "DMLA"u8, .. Bytes(Header())[4..^8]];
        Assert.Equal("the artifact has no checksum, since an older version wrote it; train the model again",
            Assert.Throws<ArtifactException>(() => Read(before)).Message);
    }

    [Fact]
    public void A_header_longer_than_the_artifact_is_refused_before_it_is_allocated()
    {
        var bytes = Bytes(Header());
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), int.MaxValue);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan()[^8..], XxHash3.HashToUInt64(bytes.AsSpan()[..^8]));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("has a length of 2147483647", Assert.Throws<ArtifactException>(() => Read(bytes)).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_recommender_is_not_read_as_a_recommender_of_before_there_were_headers() =>
        Assert.Throws<ArtifactException>(() => new RecommenderKind().ReadWithHeader(new BinaryReader(new MemoryStream([1, 0, 0, 0, 0, 0, 0, 0]))));
}
