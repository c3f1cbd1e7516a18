using CsCheck;
using DistributedML.Learning.Recommendation;

namespace DistributedML.Tests.Learning.Recommendation;

public sealed class UserHistoryTests
{
    // Few baskets, and more than are searched one by one.
    static readonly Gen<(int Item, int Basket)[]> Events =
        Gen.OneOf(Gen.Select(Gen.Int[0, 39], Gen.Int[0, 7]).Array[0, 120], Gen.Select(Gen.Int[0, 9], Gen.Int[0, 150]).Array[0, 400]);

    [Fact]
    public void A_count_is_the_number_of_distinct_baskets() => Events.Sample(events =>
    {
        var history = Learn(events);
        for (var item = 0; item < 40; item++)
            Assert.Equal(events.Where(e => e.Item == item).Select(e => e.Basket).Distinct().Count(), history.CountOf($"item{item}"));
        Assert.Equal(events.Select(e => e.Item).Distinct().Count(), history.Items);
        Assert.Equal(events.Select(e => e.Basket).Distinct().Count(), history.Baskets);
    });

    [Fact]
    public void Learn_says_whether_the_pair_was_new() => Events.Sample(events =>
    {
        var history = new UserHistory();
        var pairs = new HashSet<(int, int)>();
        foreach (var (item, basket) in events) Assert.Equal(pairs.Add((item, basket)), history.Learn($"item{item}", $"basket{basket}"));
    });

    [Fact]
    public void Neither_order_nor_repetition_changes_the_bytes() => Gen.Select(Events, Gen.Int).Sample((events, seed) =>
    {
        var shuffled = events.Concat(events).ToArray();
        new Random(seed).Shuffle(shuffled);
        Assert.Equal(ModelBytes.Hash(Learn(events)), ModelBytes.Hash(Learn(shuffled)));
    });

    [Fact]
    public void Another_pair_changes_the_bytes()
    {
        Assert.NotEqual(ModelBytes.Hash(Learn([(1, 1), (2, 2)])), ModelBytes.Hash(Learn([(1, 1), (2, 1)])));
        Assert.NotEqual(ModelBytes.Hash(Learn([(1, 1)])), ModelBytes.Hash(Learn([(1, 1), (1, 2)])));
    }

    [Fact]
    public void Half_and_half_merged_equals_the_whole() => Gen.Select(Events, Events).Sample((first, second) =>
    {
        var merged = Learn(first);
        merged.Merge(Learn(second));
        Assert.Equal(ModelBytes.Hash(Learn([.. first, .. second])), ModelBytes.Hash(merged));
    });

    [Fact]
    public void Restored_goes_on_as_if_never_stopped() => Gen.Select(Events, Events).Sample((first, second) =>
    {
        var restored = Read(ModelBytes.Of(Learn(first)));
        foreach (var (item, basket) in second) restored.Learn($"item{item}", $"basket{basket}");
        Assert.Equal(ModelBytes.Hash(Learn([.. first, .. second])), ModelBytes.Hash(restored));
    });

    /// <summary>One user with the baskets of a whole shop, as where nobody is told from "guest". In quadratic time it would take a minute.</summary>
    [Fact]
    public void A_history_of_400_000_baskets_is_learned_and_read_in_linear_time()
    {
        const int Baskets = 400_000;
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var history = new UserHistory();
        for (var basket = 0; basket < Baskets; basket++) Assert.True(history.Learn($"item{basket % 500}", $"basket{basket}"));
        for (var basket = Baskets - 1; basket >= 0; basket--) Assert.False(history.Learn($"item{basket % 500}", $"basket{basket}"));
        Assert.Equal(Baskets, history.Baskets);
        Assert.Equal(ModelBytes.Hash(history), ModelBytes.Hash(Read(ModelBytes.Of(history))));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 15);
    }

    [Fact]
    public void Broken_bytes_are_refused()
    {
        var bytes = ModelBytes.Of(Learn([(1, 1), (2, 2)]));
        for (var length = 0; length < bytes.Length; length++)
            Assert.True(Record.Exception(() => Read(bytes[..length])) is EndOfStreamException or InvalidDataException, $"{length} bytes are taken for a history");
        bytes[0] = 1;   // one basket instead of two
        Assert.NotNull(Record.Exception(() => Read(bytes)));
    }

    [Fact]
    public void Restored_items_are_interned()
    {
        var interned = new Dictionary<string, string>();
        var bytes = ModelBytes.Of(Learn([(1, 1), (2, 2)]));
        var items = new List<string>();
        for (var time = 0; time < 2; time++)
            UserHistory.Read(new BinaryReader(new MemoryStream(bytes)), item =>
            {
                items.Add(interned.TryGetValue(item, out var known) ? known : interned[item] = item);
                return items[^1];
            });
        Assert.Same(items[0], items[2]);
    }

    [Fact]
    public void Its_indexes_follow_events_and_models()
    {
        var model = new RecommenderTrainer(new() { Algorithm = RecommenderAlgorithm.Popularity }).Train(Shop.Purchases(), 1, null, TestContext.Current.CancellationToken).Model;
        var other = new RecommenderTrainer(new() { Algorithm = RecommenderAlgorithm.Popularity }).Train(Shop.Purchases(items: 20), 1, null, TestContext.Current.CancellationToken).Model;
        var history = new UserHistory();
        history.Learn("item7", "a");
        history.Learn("no such item", "a");
        AssertIn(history, model, ("item7", 1));
        history.Learn("item35", "b");
        history.Learn("item7", "b");
        AssertIn(history, model, ("item7", 2), ("item35", 1));
        AssertIn(history, other, ("item7", 2));
    }

    static void AssertIn(UserHistory history, RecommenderModel model, params (string Item, float Count)[] expected)
    {
        history.In(model, out var items, out var counts);
        var actual = new List<(string, float)>();
        for (var i = 0; i < items.Length; i++) actual.Add((model.Items[items[i]], counts[i]));
        Assert.Equal(expected.OrderBy(pair => pair.Item, StringComparer.Ordinal), actual);
    }

    static UserHistory Learn((int Item, int Basket)[] events)
    {
        var history = new UserHistory();
        foreach (var (item, basket) in events) history.Learn($"item{item}", $"basket{basket}");
        return history;
    }

    static UserHistory Read(byte[] bytes) => UserHistory.Read(new BinaryReader(new MemoryStream(bytes)));
}
