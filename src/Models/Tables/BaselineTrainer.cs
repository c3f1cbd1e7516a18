using DistributedML.Learning;
using DistributedML.Learning.Estimation;
using DistributedML.Learning.Tabular;

namespace DistributedML.Models.Tables;

/// <summary>Trains the baselines, and looks at the values of the features on the way.</summary>
/// <param name="baselines">The names of their estimators, which look at no feature.</param>
/// <param name="summarises">Whether the values of the features are looked at.</param>
sealed class BaselineTrainer(IReadOnlyList<string> baselines, bool summarises) : ITrainer<TableRows, LearnedRows>
{
    public LearnedRows Train(TableRows rows, Training training)
    {
        var target = rows.Data.With(new FeatureSchema([]), []);
        var models = baselines.Select(name => Estimators.Find(name)!).Select(estimator => estimator.Train(target, estimator.DefaultOptions(), training with { Progress = null })).ToList();
        Span<double> counts = [rows.Data.Rows, rows.WithoutTarget];
        training.Gang.AllReduce(counts);
        var (features, suspects) = summarises ? FeatureSummaries.Of(rows, training.Gang) : ([], []);
        return new((long)counts[0], (long)counts[1], features, suspects, models);
    }
}
