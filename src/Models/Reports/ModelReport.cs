namespace DistributedML.Models.Reports;

/// <summary>
/// What a person should know about a trained model. <see cref="ReportPage.Html"/> writes it as a page and leaves out the parts that are empty.
/// </summary>
public sealed record ModelReport
{
    /// <summary>The model's name: the page's heading.</summary>
    public required string Model { get; init; }

    /// <summary>The kind of model.</summary>
    public required string Kind { get; init; }

    /// <summary>The algorithm that learned it.</summary>
    public required string Estimator { get; init; }

    /// <summary>How the model was trained: rows learned from, rows held back, how these were chosen, time, and the like.</summary>
    public IReadOnlyList<ReportFact> Facts { get; init; } = [];

    /// <summary>Sentences that a person should see, such as warnings.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>A summary of the data, one a feature.</summary>
    public IReadOnlyList<FeatureSummary> Features { get; init; } = [];

    /// <summary>The metrics of the model beside those of its baselines.</summary>
    public MetricTable? Metrics { get; init; }

    /// <summary>Which classes the model takes for which.</summary>
    public ConfusionTable? Confusion { get; init; }

    /// <summary>Curves and scatter charts.</summary>
    public IReadOnlyList<ReportChart> Charts { get; init; } = [];

    /// <summary>How much each feature counts, of any sign and in any order. The page shows the 30 largest magnitudes.</summary>
    public IReadOnlyList<FeatureValue> Importances { get; init; } = [];
}
