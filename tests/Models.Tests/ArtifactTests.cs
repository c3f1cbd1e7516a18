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
    public void A_damaged_artifact_is_an_error_of_its_own_or_another_model_never_another_exception()
    {
        var bytes = Bytes(Header());
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte).Sample((place, value) =>
        {
            var damaged = (byte[])bytes.Clone();
            damaged[place] = value;
            try
            {
                Read(damaged);
            }
            catch (ArtifactException)
            {
                // Named; a changed value that is read as another is found by the registry's hash.
            }
        });
        Gen.Int[0, bytes.Length - 1].Sample(length => Assert.Throws<ArtifactException>(() => Read(bytes[..length])));
    }

    [Fact]
    public void A_recommender_is_not_read_as_a_recommender_of_before_there_were_headers() =>
        Assert.Throws<ArtifactException>(() => new RecommenderKind().ReadWithHeader(new BinaryReader(new MemoryStream([1, 0, 0, 0, 0, 0, 0, 0]))));
}
