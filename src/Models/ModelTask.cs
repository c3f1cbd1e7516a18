using DistributedML.Data;
using DistributedML.Learning;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Rules;

namespace DistributedML.Models;

/// <summary>What is done with one model of a pipeline on the checked table: training, and measuring how good it is.</summary>
/// <param name="pipeline">The pipeline; its checked table is known to the engine under its name.</param>
/// <param name="definition">The model.</param>
/// <param name="engine">Where the work is done.</param>
public abstract class ModelTask(Pipeline pipeline, ModelDefinition definition, IModelEngine engine)
{
    /// <summary>The metric by which versions are compared.</summary>
    public abstract Headline Headline { get; }

    /// <summary>Trains on the rows before <see cref="ModelDefinition.TrainBefore"/>.</summary>
    public abstract Task<IState> Train(IProgress<TrainingProgress>? progress, CancellationToken cancel);

    /// <summary>
    /// Where training ended: it saw the rows before this time, so that a stream that has them too does not teach them again. That is
    /// <see cref="ModelDefinition.TrainBefore"/>, or just after the last row where the table ends earlier; null when it saw no row.
    /// </summary>
    /// <param name="trained">What <see cref="Train"/> returned.</param>
    /// <param name="cancel">Stops.</param>
    public virtual Task<DateTime?> TrainedUntil(IState trained, CancellationToken cancel) => LastRow(definition.TrainBefore, cancel);

    /// <summary>A time just after the model's last row before a day.</summary>
    protected async Task<DateTime?> LastRow(DateOnly? before, CancellationToken cancel)
    {
        long? last = null;
        await foreach (var batch in Engine.QueryAsync($"select max({RuleSql.Name(Table.Time)}) as last {Rows("<", before)} having count(*) > 0", cancel))
        {
            if (batch.Length > 0) last = batch.Timestamps("last")[0];
        }
        return last is { } micros ? EpochTime.Time(micros + 1) : null;
    }

    /// <summary>
    /// Whether measuring trains anew by the pipeline's options, so that what it says of a version trained with other ones would be wrong.
    /// </summary>
    public virtual bool MeasuresOptions => false;

    /// <summary>Measures a trained model by the pipeline's protocol.</summary>
    /// <param name="trained">What <see cref="Train"/> returned, now or for another version.</param>
    /// <param name="known">What is known to have happened; null when nothing is known.</param>
    /// <param name="progress">Receives the progress.</param>
    /// <param name="cancel">Stops.</param>
    public abstract Task<Evaluation> Evaluate(IState trained, IReadOnlyList<KnownEvent>? known, IProgress<TrainingProgress>? progress, CancellationToken cancel);

    /// <summary>The engine.</summary>
    protected IModelEngine Engine => engine;

    /// <summary>The pipeline.</summary>
    protected Pipeline Pipeline => pipeline;

    /// <summary>The checked table.</summary>
    protected Table Table => pipeline.Table;

    /// <summary>SQL of the model's rows: FROM and WHERE.</summary>
    protected string Rows() => Rows(pipeline, definition);

    /// <summary>SQL of a model's rows before or from a day on: FROM and WHERE.</summary>
    protected string Rows(string comparison, DateOnly? day) =>
        day is { } cut ? $"{Rows()} and {RuleSql.Name(Table.Time)} {comparison} timestamp '{cut:yyyy-MM-dd} 00:00:00'" : Rows();

    /// <summary>SQL of a model's rows: FROM and WHERE.</summary>
    public static string Rows(Pipeline pipeline, ModelDefinition definition)
    {
        var types = pipeline.Table.Columns.ToDictionary(column => column.Name, column => column.Type);
        return $"from {pipeline.Table.Name} where {RuleSql.All(definition.Where.Select(rule => new CompiledRule(rule, types[rule.Column])))}";
    }
}
