using DistributedML.Learning;
using DistributedML.Learning.Recommendation;
using DistributedML.Models.Streams;
using DistributedML.Pipelines.Events;

namespace DistributedML.Models.Recommenders;

/// <summary>Keeps each user's history; the model that recommends is shared by all shards and swapped whole.</summary>
sealed class RecommenderStream(RecommenderDefinition definition, EventSchema schema) : KeyedModel<UserHistory>(definition, schema)
{
    static readonly UserHistory Nothing = new();
    readonly int _user = schema.IndexOf(definition.User);
    readonly int _item = schema.IndexOf(definition.Item);
    readonly int _basket = schema.IndexOf(definition.Basket);
    RecommenderModel? _model;

    internal RecommendationAnswer Recommend(string user, int count)
    {
        if (_model is not { } model) return new(user, false, Label, []);
        var history = Find(user) ?? Nothing;
        return new(user, model.Knows(history), Label, Array.ConvertAll(model.Recommend(history, count), item => new RecommendedItem(item.Item, item.Score)));
    }

    /// <inheritdoc/>
    protected override bool TryLearn(EventBatch batch, int row, ICollection<OutputRecord> outputs)
    {
        if (batch.Column(_user).Nulls[row] || batch.Column(_item).Nulls[row] || batch.Column(_basket).Nulls[row]) return true;
        var user = batch.Column(_user).Strings[row]!;
        var slot = FindSlot(user) ?? Add(user, new());
        if (slot.State.Learn(Known(batch.Column(_item).Strings[row]!), batch.Column(_basket).Strings[row]!)) Changed(slot);
        return true;
    }

    /// <inheritdoc/>
    protected override IEnumerable<string> KeysOf(IState artifact) => ((TrainedRecommender)artifact).Histories.Keys;

    /// <inheritdoc/>
    protected override UserHistory Take(IState artifact, string key, UserHistory? current)
    {
        current ??= new();
        if (((TrainedRecommender)artifact).Histories.TryGetValue(key, out var trained)) current.Merge(trained);
        return current;
    }

    /// <inheritdoc/>
    protected override void Use(IState artifact) => _model = ((TrainedRecommender)artifact).Model;

    /// <inheritdoc/>
    protected override UserHistory ReadState(BinaryReader reader) => UserHistory.Read(reader, Known);

    // One string for each item of the model, however many histories hold it.
    string Known(string item) => _model is { } model && model.IndexOf(item) is >= 0 and var index ? model.Items[index] : item;
}
