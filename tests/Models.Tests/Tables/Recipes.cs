using DistributedML.Learning.Estimation;

namespace DistributedML.Tests.Models.Tables;

/// <summary>A model of the sensors' table for each estimator.</summary>
static class Recipes
{
    /// <summary>Features of every form: numbers with missing values, true and false, categories, days, and expressions.</summary>
    public const string EveryForm = """
        features:
          - temperature
          - humidity
          - aired
          - counts
          - station
          - installed
          - { hour: extract(hour from time) }
          - { weekday: { sql: extract(isodow from time), type: category } }
          - { band: "case when temperature < -5 then 'cold' when temperature < 10 then 'mild' else 'warm' end" }
        """;

    /// <summary>Numbers of at least 0 that are all there.</summary>
    public const string Plain = """
        features: [counts, load, { half: counts * 0.5 + load }]
        prepare: []
        """;

    /// <summary>The names of all estimators.</summary>
    public static TheoryData<string> All => [.. Estimators.All.Select(estimator => estimator.Name)];

    /// <summary>What stands under the model's name: kind, estimator, options, target, and more lines.</summary>
    public static string Of(string estimator, string more)
    {
        var task = Estimators.Find(estimator)!.Task;
        var options = Options(estimator) is { } chosen ? $"\noptions: {{ {chosen} }}" : "";
        var target = task switch
        {
            EstimatorTask.Classifier => "\ntarget: state",
            EstimatorTask.Regressor => "\ntarget: power",
            _ => "",
        };
        return $"kind: {task.ToString().ToLowerInvariant()}\nstream: readings\nestimator: {estimator}{options}{target}\n{more}";
    }

    /// <summary>An option that is not the default one; null for estimators without options.</summary>
    public static string? Options(string estimator) => estimator switch
    {
        "majority" or "mean" or "last-value" => null,
        "linear-regression" => "intercept: false",
        "ridge" or "logistic-regression" => "l2: 0.5",
        "gaussian-naive-bayes" => "varianceSmoothing: 1.0e-6",
        "multinomial-naive-bayes" or "bernoulli-naive-bayes" => "smoothing: 0.5",
        "decision-tree-classifier" or "decision-tree-regressor" => "maxDepth: 4",
        "k-means" => "clusters: 3",
        "pca" => "components: 2",
        _ => throw new ArgumentException($"estimator {estimator} is new; say an option of it here"),
    };
}
