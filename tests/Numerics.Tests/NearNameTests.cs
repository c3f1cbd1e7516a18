using DistributedML.Numerics;

namespace DistributedML.Tests.Numerics;

public sealed class NearNameTests
{
    [Theory]
    [InlineData("fils", "files")]             // a letter is missing
    [InlineData("interger", "integer")]       // a letter too many
    [InlineData("anomaly-detecter", "anomaly-detector")]
    [InlineData("oredr", "order")]            // neighbours swapped
    [InlineData("UNITS", "units")]
    [InlineData("x", null)]
    [InlineData("quantity", null)]
    [InlineData("", null)]
    public void The_nearest_name_is_found(string wrong, string? near) =>
        Assert.Equal(near, NearName.Of(wrong, ["units", "files", "integer", "anomaly-detector", "order"]));

    [Fact]
    public void A_hint_names_the_nearest_or_the_first_twenty()
    {
        Assert.Equal("; there is none", NearName.Hint("x", []));
        Assert.Equal("; did you mean 'files'?", NearName.Hint("fils", ["units", "files"]));
        Assert.Equal("; expected one of units, files", NearName.Hint("x", ["units", "files"]));
        var many = Enumerable.Range(100, 23).Select(i => $"model{i}").ToArray();
        Assert.Equal($"; expected one of {string.Join(", ", many.Take(20))} and 3 more", NearName.Hint("x", many));
    }
}
