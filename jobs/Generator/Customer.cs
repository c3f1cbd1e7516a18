namespace DistributedML.Jobs.Generator;

/// <summary>Who buys: how often, and what they like.</summary>
sealed class Customer
{
    static readonly string[] Countries = ["Germany", "France", "EIRE", "Spain", "Netherlands", "Belgium", "Switzerland", "Portugal", "Australia", "Norway"];

    /// <summary>As in the data, "13995.0"; empty for guests, who leave no name.</summary>
    public required string Id { get; init; }

    public required string Country { get; init; }

    /// <summary>Orders in comparison to other customers while active.</summary>
    public required double Rate { get; init; }

    /// <summary>First and last day on which the customer buys.</summary>
    public required (int From, int To) Active { get; init; }

    /// <summary>Taste for each category; sums to 1.</summary>
    public required double[] Categories { get; init; }

    /// <summary>Probability that an item of each style is taken when seen.</summary>
    public required double[] Styles { get; init; }

    /// <summary>Lines of a usual order.</summary>
    public required double Basket { get; init; }

    /// <summary>Whether boxes are bought by the dozen.</summary>
    public required bool Wholesale { get; init; }

    /// <summary>Indexes of items bought so far.</summary>
    public List<int> Bought { get; } = [];

    public static Customer Create(int number, Randomness random)
    {
        var from = random.Chance(0.45) ? 0 : random.Below(ShopCalendar.Length - 20);
        var to = random.Chance(0.6) ? ShopCalendar.Length : from + 20 + random.Below(250);
        return new Customer
        {
            Id = $"{12_346 + number * 2}.0",
            Country = random.Chance(0.9) ? "United Kingdom" : random.Pick(Countries),
            Rate = Math.Exp(0.9 * random.Normal()),
            Active = (from, to),
            Categories = Tastes(Catalogue.Categories, 3, 0.1, random),
            Styles = [.. Enumerable.Range(0, Catalogue.StyleCount).Select(_ => random.Chance(0.25) ? 1 : 0.08 + 0.2 * random.Uniform())],
            Basket = Math.Clamp(Math.Exp(2.4 + 0.6 * random.Normal()), 2, 80),
            Wholesale = random.Chance(0.12),
        };
    }

    /// <summary>Someone without a name, who likes everything about equally.</summary>
    public static Customer Guest { get; } = new()
    {
        Id = "",
        Country = "United Kingdom",
        Rate = 0,
        Active = (0, ShopCalendar.Length),
        Categories = [.. Enumerable.Repeat(1.0 / Catalogue.Categories, Catalogue.Categories)],
        Styles = [.. Enumerable.Repeat(1.0, Catalogue.StyleCount)],
        Basket = 18,
        Wholesale = false,
    };

    /// <summary>A few favourites, each loved half as much as the one before it, and a little of everything.</summary>
    static double[] Tastes(int count, int favourites, double everything, Randomness random)
    {
        var tastes = Enumerable.Repeat(everything / count, count).ToArray();
        double share = (1 - everything) / (2 - Math.Pow(0.5, favourites - 1));
        for (var favourite = 0; favourite < favourites; favourite++, share /= 2) tastes[random.Below(count)] += share;
        return tastes;
    }
}
