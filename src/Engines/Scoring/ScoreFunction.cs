using DistributedML.Learning.Anomalies;
using DistributedML.Learning.Forecasting;
using DistributedML.Learning.Recommendation;
using DistributedML.Pipelines.Models;
using DistributedML.Registry;
using Microsoft.Spark.Sql;

namespace DistributedML.Engines.Scoring;

/// <summary>Registered models in the SQL of a Spark session.</summary>
public static class ScoreFunction
{
    /// <summary>Coverage of forecasts' intervals.</summary>
    public const double Level = 0.8;

    /// <summary>
    /// Lets the session's SQL call a model: <c>SELECT customer, score('champion', customer) FROM ...</c>. The first argument says which version by an alias or a number, as 'champion', '3'
    /// or 'recommender@champion'. A recommender takes a user and gives an array of (item, score), best first; a forecaster takes a series and gives an array of (day, mean, lower, upper);
    /// an anomaly detector takes key, time and amount and gives (known, anomalous, score, probability, evidence). For null, and for a user or series that is not known, it is null.
    /// Versions that have an alias, and the newest, are sent to the session now; an alias that moves later is followed when the function is registered again.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="registry">Holds the model.</param>
    /// <param name="model">The model as the pipeline describes it.</param>
    /// <param name="name">The function's name; what had it before is replaced.</param>
    /// <param name="top">Items for each user of a recommender; at least 1.</param>
    /// <exception cref="RegistryException">The registry has no version of the model.</exception>
    public static void RegisterScore(this SparkSession session, ModelRegistry registry, ModelDefinition model, string name = "score", int top = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        var sent = SentModel.Of(session, registry, model.Name, name);
        switch (model)
        {
            case RecommenderDefinition: RegisterRecommender(session.Udf(), sent, name, top); break;
            case ForecasterDefinition forecaster: RegisterForecaster(session.Udf(), sent, name, forecaster); break;
            case AnomalyDetectorDefinition: RegisterDetector(session.Udf(), sent, name); break;
            default: throw new NotSupportedException($"no predictions for {model.GetType().Name}");
        }
    }

    // Results are of anonymous types, since their members' names are the columns' names in SQL.
    static void RegisterRecommender(UdfRegistration functions, SentModel model, string name, int top) => functions.Register(name, (string? version, string? user) =>
        RecommenderScorer.Best(model.Version(version, TrainedRecommender.Read), user, top)?.Select(best => new { item = best.Item, score = (double)best.Score }).ToArray());

    static void RegisterForecaster(UdfRegistration functions, SentModel model, string name, ForecasterDefinition forecaster)
    {
        var horizon = forecaster.Horizon;
        if (forecaster.Step.IsWholeDays)
        {
            functions.Register(name, (string? version, string? series) =>
                ForecasterScorer.Ahead(model.Version(version, TrainedForecaster.Read), series, horizon, Level) is { } ahead
                    ? Enumerable.Range(0, ahead.Horizon).Select(step => new { day = DateOnly.FromDateTime(ahead.StartOf(step)), mean = ahead.Mean[step], lower = ahead.Lower[step], upper = ahead.Upper[step] }).ToArray()
                    : null);
            return;
        }
        functions.Register(name, (string? version, string? series) =>
            ForecasterScorer.Ahead(model.Version(version, TrainedForecaster.Read), series, horizon, Level) is { } ahead
                ? Enumerable.Range(0, ahead.Horizon).Select(step => new { time = ahead.StartOf(step), mean = ahead.Mean[step], lower = ahead.Lower[step], upper = ahead.Upper[step] }).ToArray()
                : null);
    }

    static void RegisterDetector(UdfRegistration functions, SentModel model, string name) => functions.Register(name, (string? version, string? key, DateTime? time, double? amount) =>
    {
        if (key is null || time is not { } at || amount is not { } value) return null;
        var score = model.Version(version, TrainedDetector.Read).Of(key).Score(at, value);
        return new { known = score.Known, anomalous = score.Anomalous, score = score.Score, probability = score.Probability, evidence = score.Evidence };
    });
}
