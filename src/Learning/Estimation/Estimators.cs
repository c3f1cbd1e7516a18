using DistributedML.Learning.Baselines;
using DistributedML.Learning.Clustering;
using DistributedML.Learning.Linear;
using DistributedML.Learning.NaiveBayes;
using DistributedML.Learning.Reduction;
using DistributedML.Learning.Trees;
using static DistributedML.Learning.Estimation.EstimatorTask;
using static DistributedML.Learning.Estimation.InputTraits;

namespace DistributedML.Learning.Estimation;

/// <summary>The list of the estimators. A new one is its options, its trainer, its model and a line here.</summary>
public static class Estimators
{
    /// <summary>All estimators.</summary>
    public static IReadOnlyList<Estimator> All { get; } =
    [
        Estimator.Of<BaselineOptions>("majority", Classifier, Ignores, _ => new MajorityTrainer(), MajorityModel.Read),
        Estimator.Of<BaselineOptions>("mean", Regressor, Ignores, _ => new MeanTrainer(), ConstantModel.Read),
        Estimator.Of<BaselineOptions>("last-value", Regressor, Ignores, _ => new LastValueTrainer(), ConstantModel.Read),
        Estimator.Of<LinearRegressionOptions>("linear-regression", Regressor, TakesSparse, o => new LinearTrainer(o), LinearModel.Read),
        Estimator.Of<RidgeOptions>("ridge", Regressor, TakesSparse | WantsScaled, o => new LinearTrainer(o), LinearModel.Read),
        Estimator.Of<LogisticRegressionOptions>(
            "logistic-regression", Classifier, TakesSparse | WantsScaled, o => new LogisticRegressionTrainer(o), LogisticModel.Read),
        Estimator.Of<GaussianNaiveBayesOptions>(
            "gaussian-naive-bayes", Classifier, None, o => new GaussianNaiveBayesTrainer(o), GaussianNaiveBayesModel.Read),
        Estimator.Of<MultinomialNaiveBayesOptions>(
            "multinomial-naive-bayes", Classifier, TakesSparse | NeedsNonNegative, o => new CountNaiveBayesTrainer(o), CountNaiveBayesModel.Read),
        Estimator.Of<BernoulliNaiveBayesOptions>(
            "bernoulli-naive-bayes", Classifier, TakesSparse, o => new CountNaiveBayesTrainer(o), CountNaiveBayesModel.Read),
        Estimator.Of<DecisionTreeClassifierOptions>(
            "decision-tree-classifier", Classifier, Trees, o => new DecisionTreeClassifierTrainer(o), DecisionTreeClassifier.Read),
        Estimator.Of<DecisionTreeRegressorOptions>(
            "decision-tree-regressor", Regressor, Trees, o => new DecisionTreeRegressorTrainer(o), DecisionTreeRegressor.Read),
        Estimator.Of<KMeansOptions>("k-means", Clusterer, WantsScaled, o => new KMeansTrainer(o), KMeansModel.Read),
        Estimator.Of<PcaOptions>("pca", Transformation, WantsScaled, o => new PcaTrainer(o), PcaModel.Read),
    ];

    const InputTraits Ignores = TakesMissing | TakesCategorical | TakesSparse | IgnoresFeatures;
    const InputTraits Trees = TakesMissing | TakesCategorical;

    /// <summary>The estimator of a name; null when there is none.</summary>
    public static Estimator? Find(string name) => All.FirstOrDefault(estimator => estimator.Name == name);

    /// <summary>The estimators of a task.</summary>
    public static IEnumerable<Estimator> Of(EstimatorTask task) => All.Where(estimator => estimator.Task == task);
}
