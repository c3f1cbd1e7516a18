namespace DistributedML.Learning.Recommendation;

/// <summary>
/// What a training leaves for serving: the model, and every user's history up to the cut, from where the stream goes on. Immutable but for
/// the histories, which belong to whoever takes them.
/// </summary>
public sealed class TrainedRecommender : IState
{
    const int Version = 1;

    readonly SortedDictionary<string, UserHistory> _histories;

    internal TrainedRecommender(RecommenderModel model, SortedDictionary<string, UserHistory> histories, DateOnly? firstDay, DateOnly? lastDay, int interactions, string options) =>
        (Model, _histories, FirstDay, LastDay, Interactions, Options) = (model, histories, firstDay, lastDay, interactions, options);

    /// <summary>The model.</summary>
    public RecommenderModel Model { get; }

    /// <summary>Every user's purchases, by user.</summary>
    public IReadOnlyDictionary<string, UserHistory> Histories => _histories;

    /// <summary>Day of the first purchase; null without any.</summary>
    public DateOnly? FirstDay { get; }

    /// <summary>Day of the last purchase; null without any.</summary>
    public DateOnly? LastDay { get; }

    /// <summary>How many pairs of user and item it learned from.</summary>
    public int Interactions { get; }

    /// <summary>The options that it was trained with, for people.</summary>
    public string Options { get; }

    /// <summary>Every user's history of the purchases given. Each call makes new ones.</summary>
    public static SortedDictionary<string, UserHistory> HistoriesOf(Purchases purchases)
    {
        var histories = new UserHistory[purchases.Users.Count];
        for (var user = 0; user < histories.Length; user++) histories[user] = new();
        for (var row = 0; row < purchases.Count; row++)
            histories[purchases.UserOf[row]].Learn(purchases.Items[purchases.ItemOf[row]], purchases.Baskets[purchases.BasketOf[row]]);
        var byUser = new SortedDictionary<string, UserHistory>(StringComparer.Ordinal);
        for (var user = 0; user < histories.Length; user++) byUser.Add(purchases.Users[user], histories[user]);
        return byUser;
    }

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Version);
        writer.Write(FirstDay?.DayNumber ?? -1);
        writer.Write(LastDay?.DayNumber ?? -1);
        writer.Write(Interactions);
        writer.Write(Options);
        Model.Write(writer);
        writer.Write(_histories.Count);
        foreach (var (user, history) in _histories)
        {
            writer.Write(user);
            history.Write(writer);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are no trained recommender of this version.</exception>
    public static TrainedRecommender Read(BinaryReader reader)
    {
        if (reader.ReadInt32() is var version && version != Version) throw new InvalidDataException($"a trained recommender of version {version}; this program reads version {Version}");
        DateOnly? firstDay = ReadDay(reader), lastDay = ReadDay(reader);
        var interactions = reader.ReadInt32();
        var options = reader.ReadString();
        var model = RecommenderModel.Read(reader);
        var histories = new SortedDictionary<string, UserHistory>(StringComparer.Ordinal);
        var items = model.Items.ToDictionary(item => item, item => item, StringComparer.Ordinal);
        for (var count = reader.ReadInt32(); count > 0; count--)
            histories.Add(reader.ReadString(), UserHistory.Read(reader, item => items.GetValueOrDefault(item, item)));
        return new(model, histories, firstDay, lastDay, interactions, options);
    }

    static DateOnly? ReadDay(BinaryReader reader) => reader.ReadInt32() is >= 0 and var day ? DateOnly.FromDayNumber(day) : null;
}
