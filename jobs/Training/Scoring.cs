using DistributedML.Engines.Scoring;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Models;
using DistributedML.Pipelines.Rules;
using DistributedML.Registry;

namespace DistributedML.Jobs.Training;

/// <summary>What batch predictions of a model are made of: the rows that ask, and what answers.</summary>
/// <param name="Inputs">SQL of the scorer's input columns.</param>
/// <param name="Scorer">The function.</param>
sealed record Scoring(string Inputs, ModelScorer Scorer)
{
    /// <summary>Predictions for all users, series or rows of a pipeline's checked table.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="definition">The model.</param>
    /// <param name="version">Its version.</param>
    /// <param name="folder">The registry's folder.</param>
    /// <param name="top">Items for each user.</param>
    public static Scoring Of(Pipeline pipeline, ModelDefinition definition, ModelVersion version, string folder, int top)
    {
        var file = Path.Combine(folder, version.File);
        var table = pipeline.Table;
        return definition switch
        {
            RecommenderDefinition recommender => new(Keys(table, recommender.User, "user"), new RecommenderScorer(file, version.Hash, top)),
            ForecasterDefinition forecaster => new(Keys(table, forecaster.Series, "series"), new ForecasterScorer(file, version.Hash, forecaster.Horizon, ScoreFunction.Level, !forecaster.Step.IsWholeDays)),
            AnomalyDetectorDefinition detector => new(
                $"select {RuleSql.Name(table.Id)} as id, {RuleSql.Name(detector.Key)} as key, {RuleSql.Name(table.Time)} as time, {RuleSql.Name(detector.Amount)}::double as amount from {table.Name} "
                + $"where {RuleSql.Name(detector.Key)} is not null and {RuleSql.Name(detector.Amount)} is not null",
                new DetectorScorer(file, version.Hash)),
            _ => throw new InvalidOperationException($"no predictions for {definition.GetType().Name}"),
        };
    }

    static string Keys(Table table, string column, string name) =>
        $"select distinct {RuleSql.Name(column)} as {RuleSql.Name(name)} from {table.Name} where {RuleSql.Name(column)} is not null";
}
