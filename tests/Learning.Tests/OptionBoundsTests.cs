using System.ComponentModel.DataAnnotations;

namespace DistributedML.Learning.Tests;

public class OptionBoundsTests
{
    sealed record Inner : IOptions
    {
        [Range(1, int.MaxValue)]
        public int Steps { get; init; } = 1;
    }

    sealed record Options : IOptions
    {
        [Range(1, 8)]
        public int Count { get; init; } = 1;

        [Range(0, 1, MinimumIsExclusive = true)]
        public double? Share { get; init; }

        [Range(0, double.PositiveInfinity)]
        public double Limit { get; init; }

        [AllowedValues(1, 2, 4)]
        public int Hours { get; init; } = 2;

        [Length(1, 3), Range(0.0, 1.0)]
        public IReadOnlyList<double> Shares { get; init; } = [0.5];

        public DayOfWeek[] Days { get; init; } = [];

        public Inner Inner { get; init; } = new();

        public string Name { get; init; } = "";
    }

    [Fact]
    public void Values_within_their_bounds_are_right()
    {
        Assert.Empty(OptionBounds.Check(new Options()));
        Assert.Empty(OptionBounds.Check(new Options { Count = 8, Share = 1, Limit = double.PositiveInfinity, Shares = [0, 1, 0.5], Days = [DayOfWeek.Friday] }));
    }

    [Fact]
    public void Every_value_outside_is_named_with_what_is_allowed()
    {
        var wrong = new Options
        {
            Count = 9,
            Share = 0,
            Limit = double.NaN,
            Hours = 3,
            Shares = [0.5, 2],
            Days = [(DayOfWeek)7],
            Inner = new() { Steps = 0 },
        };
        Assert.Equal(
            [
                "Count is 9; expected 1 to 8", "Share is 0; expected above 0 and at most 1", "Limit is NaN; expected at least 0",
                "Hours is 3; expected one of 1, 2, 4", "Shares is [0.5, 2]; expected 1 to 3 values, each 0 to 1",
                "Days is [7]; expected each one of Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday",
                "Inner.Steps is 0; expected at least 1",
            ],
            OptionBounds.Check(wrong).Select(error => error.ToString()));
        Assert.Equal(
            ["Shares is []; expected 1 to 3 values, each 0 to 1", "Days is null; expected each one of Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday"],
            OptionBounds.Check(new Options { Shares = [], Days = null! }).Select(error => error.ToString()));
    }
}
