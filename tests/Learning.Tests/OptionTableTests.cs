using DistributedML.Learning.Anomalies;
using DistributedML.Learning.Forecasting;
using DistributedML.Learning.Recommendation;

namespace DistributedML.Learning.Tests;

/// <summary>The pages of recommender, forecaster and anomaly detector have the options of the code, no more and no fewer.</summary>
public class OptionTableTests
{
    [Fact]
    public void Recommender() => OptionTable.Check("recommender.md", new RecommenderOptions());

    [Fact]
    public void Forecaster() => OptionTable.Check("forecaster.md", new ForecasterOptions());

    [Fact]
    public void Anomaly_detector() => OptionTable.Check("anomaly-detector.md", new AnomalyDetectorOptions());

    [Fact]
    public void Forecaster_by_step()
    {
        var options = new ForecasterOptions();
        ForecasterOptions[] columns = [.. new[] { SeriesStep.Hour, SeriesStep.Day, SeriesStep.Month, SeriesStep.OfMonths(12) }.Select(options.For)];
        var byStep = typeof(ForecasterOptions).GetProperties().Where(property => property.GetValue(options) is null);
        var expected = byStep.Select(property => string.Join(" | ",
            columns.Select(column => OptionTable.Text(property.GetValue(column))).Prepend($"`{char.ToLowerInvariant(property.Name[0])}{property.Name[1..]}`")));
        Assert.Equal(expected, OptionTable.Rows("forecaster.md", "Defaults by step").Select(row => string.Join(" | ", row[..5])));
    }
}
