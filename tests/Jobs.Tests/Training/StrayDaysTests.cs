using DistributedML.Jobs.Training;

namespace DistributedML.Tests.Jobs.Training;

/// <summary>Days that are far from all others.</summary>
public class StrayDaysTests
{
    static readonly DateOnly First = new(2025, 1, 1);

    [Theory]
    [InlineData("2099-12-31")]
    [InlineData("1970-01-01")]
    [InlineData("2026-09-01")]
    public void A_row_years_away_is_found(string wrong)
    {
        var day = DateOnly.Parse(wrong, System.Globalization.CultureInfo.InvariantCulture);
        var stray = StrayDays.Of([.. Days(150).Append((day, 1L)).Order()])!;
        Assert.Equal((First, First.AddDays(149), 1, day), (stray.First, stray.Last, stray.Rows, stray.Example));
    }

    [Fact]
    public void Several_on_both_sides_are_found() =>
        Assert.Equal(3, StrayDays.Of([.. Days(150).Append((new(1900, 1, 1), 1L)).Append((new(2099, 1, 1), 1L)).Append((new(2199, 1, 1), 1L)).Order()])!.Rows);

    [Fact]
    public void What_comes_after_a_year_of_nothing_with_many_rows_is_no_mistake() =>
        Assert.Null(StrayDays.Of([.. Days(150), .. Days(20).Select(day => (day.Day.AddDays(3000), day.Rows))]));

    [Fact]
    public void Short_gaps_few_days_and_no_rows_are_left_alone()
    {
        Assert.Null(StrayDays.Of([]));
        Assert.Null(StrayDays.Of([.. Days(5), (First.AddDays(9000), 1)]));
        Assert.Null(StrayDays.Of([.. Days(150), (First.AddDays(500), 1)]));
        Assert.Null(StrayDays.Of([.. Enumerable.Range(0, 40).Select(year => (First.AddYears(year), 1L))]));
    }

    static IEnumerable<(DateOnly Day, long Rows)> Days(int count) => Enumerable.Range(0, count).Select(day => (First.AddDays(day), 20L));
}
