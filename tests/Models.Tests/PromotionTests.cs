using DistributedML.Models;

namespace DistributedML.Tests.Models;

/// <summary>Which versions take over.</summary>
public class PromotionTests
{
    static readonly Headline Error = new("error", HigherIsBetter: false);
    static readonly string[] Names = [.. Enumerable.Range(0, 40).Select(i => $"u{i}")];

    [Theory]
    [InlineData(0.30, true)]    // better for every unit
    [InlineData(0, false)]
    [InlineData(-0.30, false)]
    public void A_version_takes_over_when_it_is_better_by_more_than_chance(double gain, bool promoted)
    {
        var champion = Measured([.. Names.Select((_, i) => 1 + i % 5 * 0.1)]);
        var version = Measured([.. champion.Units!.Values.Select((value, i) => value - gain + i % 3 * 0.01)]);
        var decision = Promotion.Compare(Error, version, champion, "m v1");
        Assert.Equal(promoted, decision.Promote);
        Assert.Contains("over the same 40 users", decision.Why);
    }

    /// <summary>19 units gain 1 and 21 lose 0.85: the mean is above 0, but by less than one standard error (0.0288 against 0.15).</summary>
    [Fact]
    public void A_gain_that_may_be_chance_is_none()
    {
        var decision = Promotion.Compare(Error, Measured([.. Names.Select((_, i) => i < 19 ? 1 : 2.85)]), Measured([.. Names.Select(_ => 2.0)]), "m v1");
        Assert.Equal((false, true), (decision.Promote, decision.Why.Contains("mean gain 0.0288 with standard error 0.15", StringComparison.Ordinal)));
    }

    [Fact]
    public void Units_are_paired_by_name_and_those_of_one_version_are_left_out()
    {
        var champion = new MeasuredUnits("users", [1, 2, double.NaN, 4], ["a", "b", "c", "d"]);
        Assert.Equal([(40.0, 4.0), (10, 1)], new MeasuredUnits("users", [40, 10, 5, 30], ["d", "a", "x", "c"]).With(champion));
        Assert.Null(new MeasuredUnits("rows", [1, 2]).With(champion));
        Assert.Null(new MeasuredUnits("rows", [1, 2]).With(new("rows", [1, 2, 3])));
        Assert.Equal([(2.0, 4.0)], new MeasuredUnits("rows", [double.NaN, 2]).With(new("rows", [3, 4])));
    }

    [Theory]
    [InlineData(double.NaN, null, 40, "its error is not known, since nothing was scored")]
    [InlineData(double.PositiveInfinity, null, 40, "its error is not known, since nothing was scored")]
    [InlineData(1.0, 0.9, 40, "worse than the baseline: error 1, baseline 0.9")]
    [InlineData(1.0, 1.1, 19, "measured on 19 users; a comparison needs 20")]
    [InlineData(1.0, 1.1, 20, null)]
    public void What_is_not_known_worse_than_the_baseline_or_of_few_units_never_takes_over(double error, double? baseline, int units, string? why)
    {
        var version = new Evaluation(new Dictionary<string, double> { ["error"] = error }, "", [])
        {
            Units = new("users", [.. Enumerable.Repeat(error, units)], Names[..units]),
            Baseline = baseline,
        };
        Assert.Equal(why, Promotion.Alone(Error, version)?.Why);
        Assert.NotEqual(true, Promotion.Alone(Error, version)?.Promote);
    }

    [Fact]
    public void The_first_version_serves_unless_it_is_worse_than_the_baseline()
    {
        Assert.True(Promotion.First(Error, Unscored).Promote);
        Assert.True(Promotion.First(Error, Measured(Ones) with { Baseline = 1 }).Promote);
        Assert.False(Promotion.First(Error, Measured(Ones) with { Baseline = 0.9 }).Promote);
    }

    static double[] Ones => [.. Names.Select(_ => 1.0)];

    static Evaluation Unscored => new(new Dictionary<string, double>(), "not scored", []);

    static Evaluation Measured(double[] values) =>
        new(new Dictionary<string, double> { ["error"] = values.Average() }, "", []) { Units = new("users", values, Names) };
}
