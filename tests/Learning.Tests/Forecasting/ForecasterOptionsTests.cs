using DistributedML.Learning.Forecasting;

namespace DistributedML.Learning.Tests.Forecasting;

public class ForecasterOptionsTests
{
    static readonly ForecasterOptions AllWrong = new()
    {
        SeasonLength = 0,
        Level = 1,
        MinimumPeriods = 0,
        KeptPeriods = 6,
        ProfileSmoothing = 0,
        PooledShare = double.NaN,
        LevelSmoothing = 1.5,
        LevelSeasons = [4, 2],
        LevelQuantiles = [0.5, 1],
        Members = [ForecastMember.Mean, ForecastMember.Mean],
        ValidationOrigins = 0,
        ValidationStep = 0,
        ValidationHorizon = 367,
        CombinationPower = -1,
        ErrorWindow = 9,
    };

    [Fact]
    public void Every_option_is_checked_and_every_wrong_one_named()
    {
        var message = Assert.Throws<OptionsException>(AllWrong.ThrowIfInvalid).Message;
        foreach (var property in typeof(ForecasterOptions).GetProperties()) Assert.Contains($"{property.Name} is ", message);
        Assert.Contains("LevelSeasons is [4, 2]; expected ascending numbers", message);
    }

    /// <summary>The values that daily series were tuned with.</summary>
    [Fact]
    public void What_is_left_open_depends_on_the_step()
    {
        var day = new ForecasterOptions().For(SeriesStep.Day);
        Assert.Equal((7, 14, 56, 7, 14, 84), (day.SeasonLength, day.MinimumPeriods, day.KeptPeriods, day.ValidationStep, day.ValidationHorizon, day.ErrorWindow));
        Assert.Equal([2, 4, 8], day.LevelSeasons!);
        Assert.Equal([ForecastMember.SeasonalMedian], day.Members!);
        var hour = new ForecasterOptions { KeptPeriods = 100 }.For(SeriesStep.Hour);
        Assert.Equal((24, 48, 100, 24, 48, 288), (hour.SeasonLength, hour.MinimumPeriods, hour.KeptPeriods, hour.ValidationStep, hour.ValidationHorizon, hour.ErrorWindow));
        foreach (var step in new[] { "second", "minute", "15 minutes", "hour", "day", "2 days", "week", "month", "quarter", "year" })
            Assert.Empty(new ForecasterOptions().For(SeriesStep.Parse(step)).Check());
    }

    [Fact]
    public void Defaults_are_right() => Assert.Empty(new ForecasterOptions().Check());

    [Fact]
    public void Missing_lists_are_wrong_not_a_crash() =>
        Assert.Single(new ForecasterOptions { LevelQuantiles = null! }.Check());

    [Fact]
    public void Training_checks_them_first() => Assert.Throws<OptionsException>(() => SeriesForecaster.Fit([1, 2, 3], default, AllWrong));
}
