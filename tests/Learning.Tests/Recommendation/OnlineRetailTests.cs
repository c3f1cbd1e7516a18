using System.Globalization;
using System.Text.RegularExpressions;
using DistributedML.Learning.Recommendation;

namespace DistributedML.Tests.Learning.Recommendation;

/// <summary>The fixed protocol on Online Retail: see docs/algorithms/recommender.md.</summary>
public sealed partial class OnlineRetailTests
{
    static readonly TrendOptions NoTrend = new() { Exponent = 0 };

    [Fact]
    public void The_protocols_figures_are_reached()
    {
        var folder = Environment.GetEnvironmentVariable("DML_ONLINE_RETAIL");
        Assert.SkipWhen(folder is null, "DML_ONLINE_RETAIL names no folder with the 305 CSV files");
        var all = Read(folder!);
        Assert.Equal(396_337, all.Count);
        var (before, from) = all.Split(new DateOnly(2011, 9, 9));
        Assert.Equal(167_106, Interactions.From(before).Count);

        var popularity = Evaluate(new() { Algorithm = RecommenderAlgorithm.Popularity, Trend = NoTrend });
        Assert.Equal(1852, popularity.Users);
        Assert.Equal(0.0507, popularity.Ndcg, 4);   // numpy: distinct users by item, the same for everyone
        Assert.Equal(0.1110, Evaluate(new() { Algorithm = RecommenderAlgorithm.Neighbours, Trend = NoTrend }).Ndcg, 4);   // implicit 0.7.3, BM25Recommender(K=100, K1=1.2, B=.75)
        Assert.InRange(Evaluate(new() { Algorithm = RecommenderAlgorithm.Als, Trend = NoTrend }).Ndcg, 0.116, 0.12);      // implicit 0.7.3, same options, 64 factors, 15 iterations: .1180
        Assert.InRange(Evaluate(new()).Ndcg, 0.14, 0.142);

        // numpy.linalg.inv, L2 500, all weights: .1203
        Assert.Equal(0.1203, Evaluate(new() { Ease = new() { Neighbours = 10_000 }, Trend = NoTrend }).Ndcg, 3);

        RankingMetrics Evaluate(RecommenderOptions options) =>
            RankingEvaluation.OfLater(new RecommenderTrainer(options).Train(before, 2, null, TestContext.Current.CancellationToken), from);
    }

    static Purchases Read(string folder)
    {
        var builder = new PurchasesBuilder();
        foreach (var file in Directory.GetFiles(folder, "*.csv").Order(StringComparer.Ordinal))
            foreach (var line in File.ReadLines(file).Skip(1))
            {
                var fields = line.Split(',');   // only the description, the third field, may hold commas
                var (item, customer) = (fields[1], fields[^2]);
                var sold = customer != "" && int.Parse(fields[^5], CultureInfo.InvariantCulture) > 0 && double.Parse(fields[^3], CultureInfo.InvariantCulture) > 0;
                if (sold && Product.IsMatch(item)) builder.Add(customer, item, fields[0], DateOnly.ParseExact(fields[^4].AsSpan(0, 10), "yyyy-MM-dd"));
            }
        return builder.Build();
    }

    [GeneratedRegex(@"^\d{5}[A-Za-z]*$")]
    static partial Regex Product { get; }
}
