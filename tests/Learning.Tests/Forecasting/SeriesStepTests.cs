using CsCheck;
using DistributedML.Learning.Forecasting;

namespace DistributedML.Learning.Tests.Forecasting;

public class SeriesStepTests
{
    static readonly string[] Steps = ["second", "7 minutes", "hour", "5 hours", "day", "week", "month", "5 months", "quarter", "year"];

    [Theory]
    [InlineData("hour", "hour", 24, "2025-03-01 13:00")]
    [InlineData("1 hour", "hour", 24, "2025-03-01 13:00")]
    [InlineData("60 Minutes", "hour", 24, "2025-03-01 13:00")]
    [InlineData("15 minutes", "15 minutes", 96, "2025-03-01 13:30")]
    [InlineData("90 seconds", "90 seconds", 1, "2025-03-01 13:37:30")]
    [InlineData("day", "day", 7, "2025-03-01")]
    [InlineData("24 hours", "day", 7, "2025-03-01")]
    [InlineData("7 days", "week", 52, "2025-02-24")]
    [InlineData("month", "month", 12, "2025-03-01")]
    [InlineData("3 months", "quarter", 4, "2025-01-01")]
    [InlineData("12 months", "year", 1, "2025-01-01")]
    public void Texts_are_steps_with_a_usual_season_and_a_beginning(string text, string written, int season, string begin)
    {
        var step = SeriesStep.Parse(text);
        Assert.Equal((written, season), (step.ToString(), step.DefaultSeason));
        Assert.Equal(step, SeriesStep.Parse(step.ToString()));
        Assert.Equal(begin, step.Text(step.StartOf(step.IndexOf(new DateTime(2025, 3, 1, 13, 38, 12)))));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("fortnight")]
    [InlineData("0 days")]
    [InlineData("-1 hour")]
    [InlineData("1.5 hours")]
    [InlineData("2 2 days")]
    [InlineData("101 years")]
    [InlineData("2000000000 weeks")]
    public void Other_texts_are_refused_with_what_is_expected(string? text)
    {
        Assert.False(SeriesStep.TryParse(text, out _));
        Assert.StartsWith($"step is '{text}'; expected second, minute, hour", Assert.Throws<FormatException>(() => SeriesStep.Parse(text)).Message);
    }

    [Fact]
    public void A_time_lies_between_its_steps_beginning_and_the_next_ones() =>
        Gen.Select(Gen.Int[0, Steps.Length - 1], Gen.Long[0, new DateTime(9000, 1, 1).Ticks])
            .Sample((which, ticks) =>
            {
                var (step, time) = (SeriesStep.Parse(Steps[which]), new DateTime(ticks));
                var index = step.IndexOf(time);
                return step.StartOf(index) <= time && time < step.StartOf(index + 1) && step.IndexOf(step.StartOf(index)) == index;
            });

    [Fact]
    public void The_default_is_a_day_and_weeks_begin_on_monday()
    {
        Assert.Equal(SeriesStep.Day, default);
        Assert.Equal(SeriesStep.Day, SeriesStep.OfSeconds(86_400));
        Assert.Equal(new DateOnly(2025, 3, 1).DayNumber, SeriesStep.Day.IndexOf(new DateTime(2025, 3, 1, 23, 0, 0)));
        Assert.Equal(DayOfWeek.Monday, SeriesStep.Week.StartOf(SeriesStep.Week.IndexOf(new DateTime(2025, 3, 1))).DayOfWeek);
        Assert.Throws<ArgumentOutOfRangeException>(() => SeriesStep.OfSeconds(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => SeriesStep.OfMonths(0));
    }

    [Theory]
    [InlineData("day", 3, "3 days")]
    [InlineData("hour", 1, "1 hour")]
    [InlineData("15 minutes", 8, "8 steps of 15 minutes")]
    [InlineData("quarter", 2, "2 quarters")]
    public void Steps_are_counted_in_words(string step, int count, string words) => Assert.Equal(words, SeriesStep.Parse(step).Count(count));
}
