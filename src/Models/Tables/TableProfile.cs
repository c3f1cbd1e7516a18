using DistributedML.Learning;
using DistributedML.Learning.Estimation;
using DistributedML.Learning.Tabular;
using DistributedML.Models.Artifacts;

namespace DistributedML.Models.Tables;

/// <summary>What is particular to a task of models over rows: what they answer, how they are measured, and how they learn on.</summary>
abstract class TableProfile
{
    /// <summary>What the estimators do.</summary>
    public abstract EstimatorTask Task { get; }

    /// <summary>What the target is; null without one.</summary>
    public virtual TargetForm? Target => null;

    /// <summary>The estimators that are measured beside every model.</summary>
    public virtual IReadOnlyList<string> Baselines => [];

    /// <summary>The metric by which versions are compared.</summary>
    public abstract Headline Headline { get; }

    /// <summary>An answer, for the API's description.</summary>
    public abstract IReadOnlyList<(string Name, object Value)> Example { get; }

    /// <summary>The columns of an answer: name and type (string, double, integer).</summary>
    public abstract IReadOnlyList<ArtifactColumn> Columns(IPredictor predictor);

    /// <summary>Answers for a prepared row, in the order of the columns.</summary>
    /// <param name="model">The model: as it was trained, or learning on.</param>
    public abstract Func<FeatureRow, object[]> Answer(IState model);

    /// <summary>An empty measurement of a model.</summary>
    public abstract TableMeasure Measure();

    /// <summary>Learns a prepared row; returns why it cannot be learned, or null.</summary>
    public virtual string? Learn(IOnlineModel model, FeatureRow row, object target, double weight) =>
        throw new InvalidOperationException($"a {Task} has no target");
}
