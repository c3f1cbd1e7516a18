using System.Globalization;
using System.Text;
using CsCheck;
using DistributedML.Data.Raw;

namespace DistributedML.Tests.Data.Raw;

public class FieldParserTests
{
    [Fact]
    public void Times_are_read_as_they_are_written() => Gen.Long[0, 250_000_000_000_000_000 / 10].Sample(microseconds =>
    {
        var time = new DateTime(microseconds * 10);
        return FieldParser.TryTimestamp(Encoding.UTF8.GetBytes(time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)), out var read)
            && DateTime.UnixEpoch.AddTicks(read * TimeSpan.TicksPerMicrosecond).Ticks == time.Ticks;
    });

    [Theory]
    [InlineData("2011-09-09", "2011-09-09T00:00:00")]
    [InlineData("2011-09-09T10:26", "2011-09-09T10:26:00")]
    [InlineData("2011-09-09 10:26:05.5", "2011-09-09T10:26:05.5")]
    [InlineData("2011-02-29", null)]
    [InlineData("2011-09-09 25:00", null)]
    [InlineData("2011-9-9", null)]
    [InlineData("2011-09-09 10", null)]
    [InlineData("2011-09-09 10:26:00Z", null)]
    public void Only_whole_times_are_times(string text, string? expected)
    {
        var isTime = FieldParser.TryTimestamp(Encoding.UTF8.GetBytes(text), out var microseconds);
        Assert.Equal(expected is not null, isTime);
        if (expected is not null) Assert.Equal(DateTime.Parse(expected, CultureInfo.InvariantCulture).Ticks, DateTime.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond).Ticks);
    }

    [Theory]
    [InlineData("1e3", true)]
    [InlineData("-0.5", true)]
    [InlineData("1,000", false)]
    [InlineData("NaN", false)]
    [InlineData("1 ", false)]
    public void Only_whole_finite_numbers_are_numbers(string text, bool expected) => Assert.Equal(expected, FieldParser.TryDouble(Encoding.UTF8.GetBytes(text), out _));
}
