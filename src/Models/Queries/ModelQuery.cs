using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using DistributedML.Learning;
using DistributedML.Models.Streams;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Events;

namespace DistributedML.Models.Queries;

/// <summary>
/// A question that a deployed model answers, by name: over REST, from a grain, and with <c>dml query</c>. The answer is JSON. Most questions go to the
/// shard of a key; some go to every shard, whose parts are then put together.
/// </summary>
public abstract class ModelQuery
{
    /// <summary>Its name in addresses: lower-case letters, digits and hyphens.</summary>
    public abstract string Name { get; }

    /// <summary>A few words for lists.</summary>
    public abstract string Summary { get; }

    /// <summary>What it answers, for whom it is not known.</summary>
    public abstract string Description { get; }

    /// <summary>What it is asked with.</summary>
    public abstract QuerySubject Subject { get; }

    /// <summary>The numbers that it takes.</summary>
    public virtual IReadOnlyList<QueryParameter> Parameters => [];

    /// <summary>What a key is, in the model's words: "user", "series".</summary>
    public virtual string KeyName => "key";

    /// <summary>How the answer is written, for the API's description.</summary>
    public abstract JsonTypeInfo Answer { get; }

    /// <summary>An answer, for the API's description.</summary>
    public abstract JsonNode Example { get; }

    /// <summary>
    /// The address below /api that answers for the first model of the kind, from the time when there was one model of each: "recommendations/{user}";
    /// null for none.
    /// </summary>
    public virtual string? Alias => null;

    /// <summary>How <c>dml query</c> shows an answer: the array of its rows (empty for the answer itself), and their columns.</summary>
    public abstract QueryTable Table { get; }

    /// <summary>Whether a question with this key goes to every shard.</summary>
    public virtual bool AsksAllShards(ModelDefinition definition, string key) => Subject == QuerySubject.Everything;

    /// <summary>A shard's answer, or its part of one; null when it does not know the key.</summary>
    public abstract byte[]? Ask(IStreamModel model, QueryArguments arguments, ShardView shard);

    /// <summary>Puts the parts of all shards together; null when none knows the key.</summary>
    /// <param name="definition">The model.</param>
    /// <param name="artifact">The version that serves; null when none does.</param>
    /// <param name="version">Its number; 0 when none does.</param>
    /// <param name="parts">The shards' parts.</param>
    /// <param name="arguments">What was asked; its event is null.</param>
    public virtual byte[]? Combine(ModelDefinition definition, IState? artifact, int version, IReadOnlyList<byte[]> parts, QueryArguments arguments) =>
        throw new InvalidOperationException($"query {Name} goes to one shard");
}

/// <summary>What a question is asked with.</summary>
public enum QuerySubject
{
    /// <summary>A key, in the address.</summary>
    Key,

    /// <summary>An event, in the body; it is not learned from.</summary>
    Event,

    /// <summary>Nothing: the question is about all keys.</summary>
    Everything,

    /// <summary>Rows, in the body: see <see cref="RowsQuery"/>.</summary>
    Rows,
}

/// <summary>A number that a question takes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it means, with its unit.</param>
/// <param name="Min">The least value allowed.</param>
/// <param name="Max">The greatest value allowed.</param>
/// <param name="Default">The value when the question does not have it.</param>
/// <param name="IsInteger">Whether it is a whole number.</param>
public sealed record QueryParameter(string Name, string Description, double Min, double Max, double Default, bool IsInteger = true);

/// <summary>How an answer is shown as a table.</summary>
/// <param name="Rows">The property of the answer that holds the rows; empty when the answer is the only row.</param>
/// <param name="Columns">The properties of a row; empty for those that it has.</param>
public sealed record QueryTable(string Rows, IReadOnlyList<string> Columns);

/// <summary>What was asked.</summary>
/// <param name="Key">The key; empty when the question has none.</param>
/// <param name="Numbers">The values of <see cref="ModelQuery.Parameters"/>, in their order.</param>
/// <param name="Event">The event as the only row of a batch; null when the question has none.</param>
/// <param name="Body">The body of a question with rows; empty for others.</param>
public readonly record struct QueryArguments(string Key, IReadOnlyList<double> Numbers, EventBatch? Event = null, ReadOnlyMemory<byte> Body = default);

/// <summary>What a shard tells a question beside the model's state.</summary>
/// <param name="Watermark">Newest event time; null before the first event.</param>
/// <param name="Outputs">The newest outputs of the model, oldest first.</param>
public readonly record struct ShardView(DateTime? Watermark, IReadOnlyCollection<OutputRecord> Outputs);
