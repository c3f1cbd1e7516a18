using System.Globalization;
using System.Text;
using CsCheck;
using DistributedML.Data;
using DistributedML.Data.Raw;

namespace DistributedML.Tests.Data.Raw;

public class TimeReaderTests
{
    static string? Read(string text, string zone, params string[] formats) => new TimeReader(formats, zone).TryRead(Encoding.UTF8.GetBytes(text), out var microseconds)
        ? EpochTime.Time(microseconds).ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture) : null;

    [Theory]
    [InlineData("2025-03-30T00:59:30Z", "UTC", "2025-03-30 00:59:30")]
    [InlineData("2025-03-30T03:00:10+02:00", "UTC", "2025-03-30 01:00:10")]
    [InlineData("2025-03-30 03:00:10.25+0200", "UTC", "2025-03-30 01:00:10.25")]
    [InlineData("2025-03-29T20:00-05", "UTC", "2025-03-30 01:00:00")]
    [InlineData("2025-03-30T00:59:30Z", "Europe/Berlin", "2025-03-30 01:59:30")]
    [InlineData("2025-03-30T01:00:10Z", "Europe/Berlin", "2025-03-30 03:00:10")]   // the clock went from 2:00 to 3:00 then
    [InlineData("2025-03-30T02:30:00", "Europe/Berlin", "2025-03-30 02:30:00")]    // no offset: as it is written
    [InlineData("2025-03-30T00:59:30.123456789Z", "UTC", "2025-03-30 00:59:30.123456")]
    [InlineData("2025-03-30Z", "UTC", null)]
    [InlineData("2025-03-30T00:59:30+2", "UTC", null)]
    [InlineData("2025-03-30T00:59:30+25:00", "UTC", null)]
    [InlineData("0001-01-01T00:00:00+01:00", "UTC", null)]   // the year before 1
    public void Instants_are_brought_to_the_zone(string text, string zone, string? expected) => Assert.Equal(expected, Read(text, zone));

    [Theory]
    [InlineData("03.02.2025", "2025-02-03 00:00:00", "dd.MM.yyyy")]
    [InlineData("3.2.2025", null, "dd.MM.yyyy")]
    [InlineData("31.02.2025", null, "dd.MM.yyyy")]
    [InlineData("3/2/25 4:05 PM", "2025-03-02 16:05:00", "M/d/yy h:mm tt")]
    [InlineData("05 Mar 2025", "2025-03-05 00:00:00", "dd MMM yyyy")]
    [InlineData("2025-03-05", "2025-03-05 00:00:00", "dd.MM.yyyy", "yyyy-MM-dd")]
    [InlineData("10/03/2004 18.00.00", "2004-03-10 18:00:00", "dd/MM/yyyy HH.mm.ss")]
    [InlineData("05.03.2025 10:00 +01:00", "2025-03-05 09:00:00", "dd.MM.yyyy HH:mm zzz")]
    [InlineData("05.03.2025 10:00+01:00", "2025-03-05 09:00:00", "dd.MM.yyyy HH:mmK")]
    [InlineData("05.03.2025 10:00Z", "2025-03-05 10:00:00", "dd.MM.yyyy HH:mmK")]
    [InlineData("05.03.2025 10:00", "2025-03-05 10:00:00", "dd.MM.yyyy HH:mmK")]
    [InlineData("1741168800", "2025-03-05 10:00:00", "epoch-seconds")]
    [InlineData("1741168800.25", "2025-03-05 10:00:00.25", "epoch-seconds")]
    [InlineData("-1", "1969-12-31 23:59:59.999", "epoch-milliseconds")]
    [InlineData("1741168800000001", "2025-03-05 10:00:00.000001", "epoch-microseconds")]
    [InlineData("99999999999999999999", null, "epoch-seconds")]
    [InlineData("999999999999999", null, "epoch-seconds")]   // beyond the year 9999
    public void Texts_have_one_of_the_formats(string text, string? expected, params string[] formats) => Assert.Equal(expected, Read(text, "UTC", formats));

    [Fact]
    public void An_epoch_is_the_local_time_of_the_zone() => Assert.Equal("2025-07-01 12:00:00", Read("1751364000", "Europe/Berlin", "epoch-seconds"));

    [Fact]
    public void What_an_offset_moves_the_zone_moves_back() => Gen.Select(Gen.DateTime[new(1990, 1, 1), new(2060, 1, 1)], Gen.Int[-14 * 60, 14 * 60]).Sample((time, minutes) =>
    {
        var whole = new DateTime(time.Ticks / 10 * 10);
        var text = new DateTimeOffset(whole, TimeSpan.FromMinutes(minutes)).ToString("yyyy-MM-ddTHH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture);
        return new TimeReader([], "UTC").TryRead(Encoding.UTF8.GetBytes(text), out var read) && EpochTime.Time(read).Ticks == whole.AddMinutes(-minutes).Ticks;
    });
}
