using DistributedML.Models;
using DistributedML.Models.Derived;
using DistributedML.Models.Streams;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Events;
using DistributedML.Streams;

namespace DistributedML.Grains.Runtime;

/// <summary>A stream of the pipeline with the models that learn from it.</summary>
/// <param name="Pipeline">The pipeline.</param>
/// <param name="Kinds">The kinds of its models.</param>
/// <param name="Stream">The stream.</param>
public sealed record Deployment(Pipeline Pipeline, ModelKinds Kinds, StreamDefinition Stream)
{
    /// <summary>The deployment's name.</summary>
    public string Name => Stream.Name;

    /// <summary>The models that learn from the stream, in the pipeline's order.</summary>
    public IReadOnlyList<ModelDefinition> Models { get; } = [.. Pipeline.Models.Where(model => model.Stream == Stream.Name)];

    /// <summary>
    /// The partitions of the topic that are read, each of which is a shard. A topic may have more than the pipeline says, and get more.
    /// </summary>
    public int Partitions { get; internal set; } = Stream.Partitions;

    /// <summary>The shards, by partition.</summary>
    public IEnumerable<ShardId> Shards => Enumerable.Range(0, Partitions).Select(partition => new ShardId(Stream.Name, partition));

    /// <summary>The shard that holds a key.</summary>
    public ShardId ShardOf(string key) => new(Stream.Name, Murmur2.Partition(key, Partitions));

    /// <summary>The stream's events, with the columns that its models read and what the pipeline's SQL says of them.</summary>
    internal EventSchema Schema(int maxEventBytes) => new(Pipeline.Table, Pipeline.Expect.Columns, [Stream.Key], Learned, maxEventBytes, _derived.Value);

    // One for all shards, which share what it prepares.
    readonly Lazy<DerivedColumns?> _derived = new(() => Derive(Pipeline, Kinds, Stream));

    IEnumerable<string> Learned => LearnedBy(Models, Kinds, Pipeline.Table).Select(use => use.Column);

    static DerivedColumns? Derive(Pipeline pipeline, ModelKinds kinds, StreamDefinition stream)
    {
        // What a model predicts is not known of every event.
        var uses = LearnedBy(pipeline.Models.Where(model => model.Stream == stream.Name), kinds, pipeline.Table).ToLookup(use => use.Role == ColumnRole.Target, use => use.Column);
        var needed = uses[false].Concat(pipeline.Expect.Columns.Select(rule => rule.Column)).Concat([stream.Key, pipeline.Table.Id, pipeline.Table.Time]);
        return DerivedColumns.Of(pipeline, needed.ToHashSet(), uses[true].ToHashSet(), pipeline.Drop);
    }

    static IEnumerable<(string Column, ColumnRole Role)> LearnedBy(IEnumerable<ModelDefinition> models, ModelKinds kinds, Table table) => models.SelectMany(model =>
        model.Where.Select(rule => (rule.Column, ColumnRole.Feature)).Concat(kinds.Of(model).Columns(model, table).Select(use => (use.Column, use.Role))));

    /// <summary>The consumer group that reads the topic.</summary>
    public string Group => Pipeline.GroupOf(Stream);

    /// <summary>What is wrong with the topic, or being done about it; null when nothing is.</summary>
    internal string? Problem { get; set; }

    /// <summary>The life of the topic that was seen last; null before the first.</summary>
    internal string? Incarnation { get; set; }

    /// <summary>Whether a shard has seen that the topic has more partitions, or is a new one.</summary>
    internal bool HasChanged { get; set; }

    /// <summary>Events that shards hand to each other after partitions were added.</summary>
    internal LateEvents Late { get; } = new();

    /// <summary>What the topic is now; null where no topic is read.</summary>
    internal TopicFacts? Topic { get; init; }

    /// <summary>
    /// Ends when no state is on its way from one shard to another. Another task after each move, so that a question that a move has
    /// overtaken is asked again.
    /// </summary>
    internal Task Settled { get; set; } = Task.CompletedTask;

    /// <summary>How far ahead an event may be.</summary>
    internal TimeSpan MostAhead => TimeSpan.FromDays(Stream.MaxDaysAhead);

    /// <summary>The newest event time that a shard of this silo has seen.</summary>
    internal DeploymentClock Clock { get; } = new();

    /// <summary>What a shard keeps of a model.</summary>
    internal IStreamModel CreateModel(ModelDefinition model, EventSchema schema) => Kinds.Of(model).CreateStream(model, schema);
}
