using DistributedML.Compute;
using DistributedML.Learning;
using DistributedML.Learning.Recommendation;

namespace DistributedML.Tests.Learning.Recommendation;

/// <summary>Each algorithm against a naive oracle in double precision.</summary>
public sealed class AlgorithmTests
{
    static readonly TrendOptions NoTrend = new() { Exponent = 0 };

    [Fact]
    public void Interactions_count_distinct_baskets()
    {
        var purchases = Shop.Purchases(users: 9, items: 12);
        var interactions = Interactions.From(purchases);
        var expected = Enumerable.Range(0, purchases.Count).Select(row => (purchases.UserOf[row], purchases.ItemOf[row], purchases.BasketOf[row])).Distinct()
            .GroupBy(row => (row.Item1, row.Item2)).ToDictionary(group => group.Key, group => (float)group.Count());
        Assert.Equal(expected.Count, interactions.Count);
        var transposed = interactions.Transpose();
        for (var user = 0; user < interactions.Users; user++)
            for (var p = 0; p < interactions.ItemsOf(user).Length; p++)
            {
                var item = interactions.ItemsOf(user)[p];
                Assert.Equal(expected[(user, item)], interactions.CountsOf(user)[p]);
                Assert.Equal(expected[(user, item)], transposed.CountsOf(item)[transposed.ItemsOf(item).IndexOf(user)]);
            }
    }

    [Fact]
    public void Ease_gives_the_weights_that_minimise_its_objective()
    {
        var purchases = Shop.Purchases(users: 30, items: 12, baskets: 3, linesPerBasket: 3);
        var x = Dense(Interactions.From(purchases), binary: true);
        var model = Train(new() { Ease = new() { L2 = 3 }, Trend = NoTrend }, purchases);
        for (var target = 0; target < 12; target++)
        {
            // the weights to one target solve (X'X + L2 I) w = X'x over the other items: the gradient is zero there
            var weights = Enumerable.Range(0, 12).Select(source => (double)Scores(model, [source], [1])[target]).ToArray();
            Assert.Equal(0, weights[target]);
            for (var source = 0; source < 12; source++)
            {
                if (source == target) continue;
                var gradient = x.Sum(row => row[source] * (row.Zip(weights, (a, w) => a * w).Sum() - row[target])) + 3 * weights[source];
                Assert.Equal(0, gradient, 2e-4);
            }
        }
    }

    [Theory]
    [InlineData(AlsSolver.Cholesky, 1e-4)]
    [InlineData(AlsSolver.ConjugateGradient, 0.05)]
    public void Als_ends_with_items_that_solve_their_least_squares(AlsSolver solver, double tolerance)
    {
        var interactions = Interactions.From(Shop.Purchases());
        var options = new AlsOptions { Factors = 5, Iterations = 20, Regularization = 2, Alpha = 3, Solver = solver };
        var factors = new AlsTrainer(options).Train(interactions, new Training(Solo.Instance, Cancel: TestContext.Current.CancellationToken));
        var (users, items) = (factors.Users.ToArray(), factors.Items.ToArray());
        var counts = Dense(interactions, binary: false);
        for (var item = 0; item < interactions.Items; item++)
            for (var f = 0; f < 5; f++)
            {
                var gradient = 2.0 * items[item * 5 + f];
                for (var user = 0; user < interactions.Users; user++)
                {
                    var predicted = Enumerable.Range(0, 5).Sum(g => (double)users[user * 5 + g] * items[item * 5 + g]);
                    var count = counts[user][item];
                    gradient += (1 + 3 * Math.Log(1 + count)) * users[user * 5 + f] * (predicted - (count > 0 ? 1 : 0));
                }
                Assert.Equal(0, gradient, tolerance);
            }
    }

    [Fact]
    public void Folding_a_user_in_gives_the_scores_of_its_trained_factors()
    {
        var interactions = Interactions.From(Shop.Purchases());
        var options = new AlsOptions { Factors = 5, Iterations = 60, Regularization = 2, Alpha = 3, Solver = AlsSolver.Cholesky };
        var factors = new AlsTrainer(options).Train(interactions, new Training(Solo.Instance, Cancel: TestContext.Current.CancellationToken));
        var model = Train(new() { Algorithm = RecommenderAlgorithm.Als, Als = options, Trend = NoTrend }, Shop.Purchases());
        for (var user = 0; user < interactions.Users; user++)
        {
            var scores = Scores(model, interactions.ItemsOf(user).ToArray(), interactions.CountsOf(user).ToArray());
            for (var item = 0; item < interactions.Items; item++)
                Assert.Equal(Enumerable.Range(0, 5).Sum(f => factors.Users.Span[user * 5 + f] * factors.Items.Span[item * 5 + f]), scores[item], 2e-2f);
        }
    }

    [Fact]
    public void Cosine_neighbours_have_the_cosines_of_their_columns()
    {
        var purchases = Shop.Purchases(users: 20, items: 12);
        var counts = Dense(Interactions.From(purchases), binary: false);
        var model = Train(new() { Algorithm = RecommenderAlgorithm.Neighbours, Neighbours = new() { Similarity = ItemSimilarity.Cosine }, Trend = NoTrend }, purchases);
        for (var source = 0; source < 12; source++)
        {
            var scores = Scores(model, [source], [2]);
            for (var target = 0; target < 12; target++)
            {
                double Product(int a, int b) => counts.Sum(row => row[a] * row[b]);
                if (target != source) Assert.Equal(2 * Product(source, target) / Math.Sqrt(Product(source, source) * Product(target, target)), scores[target], 1e-5);
            }
        }
    }

    [Fact]
    public void Bm25_neighbours_are_those_of_implicit()
    {
        double[][] counts = [[1, 2, 0, 0], [0, 1, 3, 0], [2, 0, 1, 1], [0, 1, 0, 1], [1, 0, 0, 2]];
        var builder = new PurchasesBuilder();
        for (var user = 0; user < 5; user++)
            for (var item = 0; item < 4; item++)
                for (var basket = 0; basket < counts[user][item]; basket++) builder.Add($"{user}", $"{item}", $"{user}-{basket}", Shop.FirstDay);
        // implicit 0.7.3: W = nearest_neighbours.bm25_weight(counts, K1=1.2, B=.75); W.T @ W
        double[][] golden =
        [
            [0, 0.07151908, 0.13284954, 0.12955164],
            [0.07151908, 0, 0.15424057, 0.06947387],
            [0.13284954, 0.15424057, 0, 0.09381643],
            [0.12955164, 0.06947387, 0.09381643, 0],
        ];
        var model = Train(new() { Algorithm = RecommenderAlgorithm.Neighbours, Trend = NoTrend }, builder.Build());
        for (var source = 0; source < 4; source++)
        {
            var scores = Scores(model, [source], [1]);
            for (var target = 0; target < 4; target++) Assert.Equal(golden[source][target], scores[target], 1e-7);
        }
    }

    [Fact]
    public void Wrong_options_are_named_all_at_once()
    {
        var error = Assert.Throws<OptionsException>(() => new RecommenderTrainer(new()
        {
            Als = new() { Factors = 0, Alpha = double.NaN },
            Ease = new() { L2 = -1 },
            Neighbours = new() { B = 2 },
            Trend = new() { HalfLifeDays = 0 },
        }));
        Assert.All(["Als.Factors is 0; expected 1 to 1024", "Als.Alpha is NaN", "Ease.L2 is -1", "Neighbours.B is 2", "Trend.HalfLifeDays is 0"], part => Assert.Contains(part, error.Message));
    }

    static RecommenderModel Train(RecommenderOptions options, Purchases purchases) => new RecommenderTrainer(options).Train(purchases, 1, null, TestContext.Current.CancellationToken).Model;

    static float[] Scores(RecommenderModel model, int[] items, float[] counts)
    {
        var scores = new float[model.Items.Count];
        model.Score(items, counts, scores);
        return scores;
    }

    static double[][] Dense(Interactions interactions, bool binary)
    {
        var rows = Enumerable.Range(0, interactions.Users).Select(_ => new double[interactions.Items]).ToArray();
        for (var user = 0; user < rows.Length; user++)
            for (var p = 0; p < interactions.ItemsOf(user).Length; p++)
                rows[user][interactions.ItemsOf(user)[p]] = binary ? 1 : interactions.CountsOf(user)[p];
        return rows;
    }
}
