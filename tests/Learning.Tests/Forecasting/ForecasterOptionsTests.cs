using DistributedML.Learning.Forecasting;

namespace DistributedML.Learning.Tests.Forecasting;

public class ForecasterOptionsTests
{
    static readonly ForecasterOptions AllWrong = new()
    {
        SeasonLength = 1,
        Level = 1,
        MinimumDays = 0,
        KeptDays = 6,
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

    [Fact]
    public void Defaults_are_right() => Assert.Empty(new ForecasterOptions().Check());

    [Fact]
    public void Missing_lists_are_wrong_not_a_crash() =>
        Assert.Equal(3, new ForecasterOptions { LevelSeasons = null!, LevelQuantiles = null!, Members = null! }.Check().Count());

    [Fact]
    public void Training_checks_them_first() => Assert.Throws<OptionsException>(() => SeriesForecaster.Fit([1, 2, 3], default, AllWrong));
}
