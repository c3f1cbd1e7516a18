using DistributedML.Learning.Recommendation;
using DistributedML.Numerics;

namespace DistributedML.Tests.Learning.Recommendation;

/// <summary>A small shop from a seed: customers of a few tastes, each of which prefers its own items.</summary>
static class Shop
{
    public static readonly DateOnly FirstDay = new(2011, 1, 1);

    public static Purchases Purchases(int users = 60, int items = 40, int tastes = 4, int baskets = 8, int linesPerBasket = 5, int seed = 1)
    {
        var builder = new PurchasesBuilder();
        foreach (var (user, item, basket, day) in Rows(users, items, tastes, baskets, linesPerBasket, seed)) builder.Add(user, item, basket, day);
        return builder.Build();
    }

    public static IEnumerable<(string User, string Item, string Basket, DateOnly Day)> Rows(int users, int items, int tastes, int baskets, int linesPerBasket, int seed)
    {
        var random = new CounterRandom(seed);
        var counter = 0L;
        for (var basket = 0; basket < baskets; basket++)
            for (var user = 0; user < users; user++)
                for (var line = 0; line < linesPerBasket; line++)
                {
                    var taste = random.Uniform(counter++) < 0.85 ? user % tastes : random.Below(counter++, tastes);
                    var item = taste + tastes * random.Below(counter++, items / tastes);
                    yield return ($"user{user}", $"item{item}", $"basket{basket}-{user}", FirstDay.AddDays(basket * 7 + user % 7));
                }
    }
}
