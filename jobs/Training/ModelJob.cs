using DistributedML.Engines;
using DistributedML.Learning;
using DistributedML.Learning.Anomalies;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Models;
using DistributedML.Pipelines.Rules;

namespace DistributedML.Jobs.Training;

/// <summary>What the commands do with one model of a pipeline: train it on the checked table, and measure how good it is.</summary>
/// <param name="pipeline">The pipeline; its checked table is known to the engine under its name.</param>
/// <param name="engine">Where the work is done.</param>
abstract class ModelJob(Pipeline pipeline, IEngine engine)
{
    /// <summary>The job of a model.</summary>
    public static ModelJob Of(Pipeline pipeline, ModelDefinition definition, IEngine engine) => definition switch
    {
        RecommenderDefinition recommender => new RecommenderJob(pipeline, recommender, engine),
        ForecasterDefinition forecaster => new ForecasterJob(pipeline, forecaster, engine),
        AnomalyDetectorDefinition detector => new DetectorJob(pipeline, detector, engine),
        _ => throw new InvalidOperationException($"no job for {definition.GetType().Name}"),
    };

    /// <summary>The model as the pipeline describes it.</summary>
    public abstract ModelDefinition Definition { get; }

    /// <summary>The checked table.</summary>
    public Table Table => pipeline.Table;

    /// <summary>The table's columns that the model reads.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>The metric by which versions are compared.</summary>
    public abstract Headline Headline { get; }

    /// <summary>Trains on the rows before <see cref="ModelDefinition.TrainBefore"/>.</summary>
    public abstract Task<IState> Train(IProgress<TrainingProgress>? progress, CancellationToken cancel);

    /// <summary>Reads an artifact that <see cref="Train"/> made.</summary>
    public abstract IState Read(BinaryReader reader);

    /// <summary>Measures a trained model by the pipeline's protocol.</summary>
    /// <param name="trained">What <see cref="Train"/> returned.</param>
    /// <param name="known">Anomalies known to be in the data; null when nothing is known.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancel">Stops.</param>
    public abstract Task<Evaluation> Evaluate(IState trained, IReadOnlyList<InjectedAnomaly>? known, IProgress<TrainingProgress>? progress, CancellationToken cancel);

    /// <summary>The engine.</summary>
    protected IEngine Engine => engine;

    /// <summary>SQL of the model's rows: FROM and WHERE.</summary>
    protected string Rows()
    {
        var types = pipeline.Table.Columns.ToDictionary(column => column.Name, column => column.Type);
        return $"from {pipeline.Table.Name} where {RuleSql.All(Definition.Where.Select(rule => new CompiledRule(rule, types[rule.Column])))}";
    }
}
