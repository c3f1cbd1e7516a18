using DistributedML.Compute;
using DistributedML.Learning;
using DistributedML.Learning.Recommendation;

namespace DistributedML.Tests.Learning.Recommendation;

/// <summary>What every algorithm keeps, whichever it is.</summary>
public sealed class RecommenderModelTests
{
    static readonly RecommenderOptions Small = new()
    {
        Als = new() { Factors = 8, Iterations = 6, Regularization = 1 },
        Ease = new() { L2 = 5, Neighbours = 20 },
        Neighbours = new() { Neighbours = 10 },
    };

    public static TheoryData<RecommenderAlgorithm> Algorithms => [.. Enum.GetValues<RecommenderAlgorithm>()];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Any_number_of_ranks_gives_the_same_bits(RecommenderAlgorithm algorithm)
    {
        var alone = ModelBytes.Hash(Train(algorithm, Shop.Purchases()));
        Assert.Equal(alone, ModelBytes.Hash(Train(algorithm, Shop.Purchases(), threads: 2)));
        Assert.Equal(alone, ModelBytes.Hash(Train(algorithm, Shop.Purchases(), threads: 4)));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void The_order_of_the_rows_does_not_matter(RecommenderAlgorithm algorithm)
    {
        var rows = Shop.Rows(60, 40, 4, 8, 5, 1).ToArray();
        new Random(1).Shuffle(rows);
        var builder = new PurchasesBuilder();
        foreach (var (user, item, basket, day) in rows) builder.Add(user, item, basket, day);
        Assert.Equal(ModelBytes.Hash(Train(algorithm, Shop.Purchases())), ModelBytes.Hash(Train(algorithm, builder.Build())));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Restored_recommends_the_same(RecommenderAlgorithm algorithm)
    {
        var trained = Train(algorithm, Shop.Purchases());
        var restored = TrainedRecommender.Read(new BinaryReader(new MemoryStream(ModelBytes.Of(trained))));
        Assert.Equal(ModelBytes.Hash(trained), ModelBytes.Hash(restored));
        Assert.Equal((trained.FirstDay, trained.LastDay, trained.Interactions, trained.Options), (restored.FirstDay, restored.LastDay, restored.Interactions, restored.Options));
        foreach (var (user, history) in trained.Histories)
            Assert.Equal(trained.Model.Recommend(history, 10), restored.Model.Recommend(restored.Histories[user], 10));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Seen_items_are_left_out_and_the_best_come_first(RecommenderAlgorithm algorithm)
    {
        var trained = Train(algorithm, Shop.Purchases());
        foreach (var history in trained.Histories.Values)
        {
            var answer = trained.Model.Recommend(history, 1000);
            Assert.All(answer, item => Assert.Equal(0, history.CountOf(item.Item)));
            Assert.Equal(trained.Model.Items.Count - history.Items, answer.Length);
            Assert.Equal(answer.OrderByDescending(item => item.Score), answer);
        }
    }

    [Theory]
    [InlineData(RecommenderAlgorithm.Neighbours)]
    [InlineData(RecommenderAlgorithm.Als)]
    [InlineData(RecommenderAlgorithm.Ease)]
    public void A_new_users_events_show_its_taste_without_training(RecommenderAlgorithm algorithm)
    {
        var trained = Train(algorithm, Shop.Purchases());
        for (var taste = 0; taste < 4; taste++)
        {
            var history = new UserHistory();
            for (var item = taste; item < 20; item += 4) history.Learn($"item{item}", "new");
            Assert.True(trained.Model.Knows(history));
            Assert.All(trained.Model.Recommend(history, 4), item => Assert.Equal(taste, int.Parse(item.Item[4..]) % 4));
        }
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void An_unknown_user_gets_what_sells_most(RecommenderAlgorithm algorithm)
    {
        var trained = Train(algorithm, Shop.Purchases());
        var stranger = new UserHistory();
        stranger.Learn("no such item", "1");
        Assert.False(trained.Model.Knows(stranger));
        var popular = Train(RecommenderAlgorithm.Popularity, Shop.Purchases()).Model.Recommend(new UserHistory(), 5);
        Assert.Equal(popular, trained.Model.Recommend(stranger, 5));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Batch_to_the_cut_and_events_after_it_give_the_histories_of_the_whole(RecommenderAlgorithm algorithm)
    {
        var (before, from) = Shop.Purchases().Split(Shop.FirstDay.AddDays(30));
        Assert.True(before.Count > 0 && from.Count > 0);
        var whole = TrainedRecommender.HistoriesOf(Shop.Purchases());
        var histories = new Dictionary<string, UserHistory>(Train(algorithm, before).Histories);
        for (var row = 0; row < from.Count; row++)
        {
            var user = from.Users[from.UserOf[row]];
            if (!histories.TryGetValue(user, out var history)) histories[user] = history = new();
            history.Learn(from.Items[from.ItemOf[row]], from.Baskets[from.BasketOf[row]]);
        }
        Assert.Equal(whole.Keys.Order(StringComparer.Ordinal), histories.Keys.Order(StringComparer.Ordinal));
        foreach (var (user, history) in whole) Assert.Equal(ModelBytes.Hash(history), ModelBytes.Hash(histories[user]));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_query_allocates_nothing(RecommenderAlgorithm algorithm)
    {
        var trained = Train(algorithm, Shop.Purchases());
        var best = new ScoredItem[10];
        trained.Histories["user1"].In(trained.Model, out var items, out var counts);
        trained.Model.Recommend(items, counts, best);
        var before = GC.GetAllocatedBytesForCurrentThread();
        trained.Model.Recommend(items, counts, best);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void No_purchases_give_a_model_without_items(RecommenderAlgorithm algorithm)
    {
        var trained = Train(algorithm, new PurchasesBuilder().Build());
        Assert.Empty(trained.Model.Recommend(new UserHistory(), 10));
        Assert.Null(trained.FirstDay);
        Assert.Equal(ModelBytes.Hash(trained), ModelBytes.Hash(TrainedRecommender.Read(new BinaryReader(new MemoryStream(ModelBytes.Of(trained))))));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Cut_bytes_are_refused(RecommenderAlgorithm algorithm)
    {
        var bytes = ModelBytes.Of(Train(algorithm, Shop.Purchases(users: 6, items: 8, baskets: 2)));
        for (var length = 0; length < bytes.Length; length += 7)
            Assert.True(Record.Exception(() => TrainedRecommender.Read(new BinaryReader(new MemoryStream(bytes[..length])))) is EndOfStreamException or InvalidDataException, $"{length} of {bytes.Length} bytes are taken for a recommender");
    }

    [Theory]
    [InlineData(RecommenderAlgorithm.Als)]
    [InlineData(RecommenderAlgorithm.Ease)]
    public void Training_reports_progress_and_can_be_cancelled(RecommenderAlgorithm algorithm)
    {
        using var source = new CancellationTokenSource();
        var steps = new Steps(source);
        var trainer = new RecommenderTrainer(Small with { Algorithm = algorithm });
        Assert.ThrowsAny<OperationCanceledException>(() => trainer.Train(Shop.Purchases(), 2, steps, source.Token));
        Assert.Equal(0, Assert.Single(steps.Seen).Done);
    }

    [Fact]
    public void Ranks_that_hold_shares_are_refused()
    {
        var trainer = new RecommenderTrainer(Small);
        var error = Assert.Throws<ArgumentException>(() => ThreadGang.Run(
            2, (gang, cancel) => trainer.Train(Shop.Purchases(items: 20 + 20 * gang.Rank), new Training(gang, Cancel: cancel)), TestContext.Current.CancellationToken));
        Assert.EndsWith("expected all purchases on every rank", error.Message);
    }

    /// <summary>
    /// A user whose only item nobody else has bought gets what a user without history gets, not the first names of the alphabet.
    /// </summary>
    [Theory]
    [InlineData(RecommenderAlgorithm.Ease)]
    [InlineData(RecommenderAlgorithm.Neighbours)]
    [InlineData(RecommenderAlgorithm.Als)]
    public void Items_that_tell_nothing_about_others_are_as_no_history(RecommenderAlgorithm algorithm)
    {
        var builder = new PurchasesBuilder();
        var day = new DateOnly(2025, 1, 6);
        for (var user = 0; user < 9; user++) builder.Add($"u{user}", "zither", $"b{user}", day.AddDays(user));
        for (var user = 0; user < 5; user++) builder.Add($"u{user}", "violin", $"b{user}", day.AddDays(user));
        builder.Add("u8", "accordion", "b8", day.AddDays(8));
        builder.Add("lone", "kite", "c", day.AddDays(9));
        var trained = new RecommenderTrainer(new() { Algorithm = algorithm, Ease = new() { L2 = 1 }, Als = new() { Factors = 4 } }).Train(builder.Build(), 1, cancel: TestContext.Current.CancellationToken);
        string[] Items(UserHistory history) => [.. trained.Model.Recommend(history, 4).Select(best => best.Item).Where(item => item != "kite")];
        Assert.Equal(["zither", "violin", "accordion"], Items(trained.Histories["lone"]));
        Assert.Equal(Items(new UserHistory()), Items(trained.Histories["lone"]));
        Assert.True(trained.Model.Recommend(trained.Histories["u8"], 1)[0].Item == "violin");
    }

    /// <summary>
    /// Each text is half a pair at a place: high, low, and high before a whole pair; given as code units, since test data must be Unicode
    /// text.
    /// </summary>
    [Theory]
    [InlineData(1, 0x78, 0xd800)]
    [InlineData(0, 0xdc00, 0x78)]
    [InlineData(1, 0x61, 0xd83d, 0xd83d, 0xde00)]
    public void Half_a_surrogate_pair_is_refused_where_it_comes_in(int place, params int[] units)
    {
        var name = string.Concat(units.Select(unit => (char)unit));
        var builder = new PurchasesBuilder();
        foreach (var (user, item, basket, parameter) in new[] { (name, "i", "b", "user"), ("u", name, "b", "item"), ("u", "i", name, "basket") })
        {
            var wrong = Assert.Throws<ArgumentException>(() => builder.Add(user, item, basket, new DateOnly(2025, 1, 6)));
            Assert.StartsWith($"{parameter} has half of a surrogate pair, U+", wrong.Message);
            Assert.Contains($"at place {place};", wrong.Message);
        }
        Assert.Equal(0, builder.Count);
        builder.Add("u\ud83d\ude00", "i", "b", new DateOnly(2025, 1, 6));
        Assert.Equal(["u\ud83d\ude00"], builder.Build().Users);
    }

    [Fact]
    public void Trend_moves_what_sells_now_to_the_front()
    {
        var builder = new PurchasesBuilder();
        for (var user = 0; user < 20; user++)
        {
            builder.Add($"u{user}", "always", $"{user}", Shop.FirstDay);
            builder.Add($"u{user}", user % 2 == 0 ? "old" : "new", $"{user}", user % 2 == 0 ? Shop.FirstDay : Shop.FirstDay.AddDays(100));
        }
        var model = Train(RecommenderAlgorithm.Ease, builder.Build()).Model;
        var history = new UserHistory();
        history.Learn("always", "1");
        Assert.Equal(["new", "old"], model.Recommend(history, 2).Select(item => item.Item));
    }

    static TrainedRecommender Train(RecommenderAlgorithm algorithm, Purchases purchases, int threads = 1) =>
        new RecommenderTrainer(Small with { Algorithm = algorithm }).Train(purchases, threads, null, TestContext.Current.CancellationToken);

    sealed class Steps(CancellationTokenSource source) : IProgress<TrainingProgress>
    {
        public List<TrainingProgress> Seen { get; } = [];

        public void Report(TrainingProgress value)
        {
            Seen.Add(value);
            source.Cancel();
        }
    }
}
