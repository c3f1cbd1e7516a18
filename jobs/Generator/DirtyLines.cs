namespace DistributedML.Jobs.Generator;

/// <summary>Lines that a shop's books also hold: a known number of each kind, spread over the open days.</summary>
static class DirtyLines
{
    /// <summary>Lines that repeat another of the same invoice exactly.</summary>
    public static int Repeated(GiftShopOptions options) => options.Lines / 100;

    /// <summary>Lines of corrected stock: no description, no customer, price 0.</summary>
    public static int WithoutDescription(GiftShopOptions options) => options.Lines / 400;

    /// <summary>Bad debt: a large negative price.</summary>
    public static int NegativePrice(GiftShopOptions options) => Math.Max(2, options.Lines / 100_000);

    /// <summary>Discounts, code D, on cancellation invoices.</summary>
    public static int Discounts(GiftShopOptions options) => options.Lines / 5_000;

    /// <summary>Lines of each kind of <see cref="Defect"/> that cannot be read.</summary>
    public static int OfEachDefect(GiftShopOptions options) => Math.Max(2, options.Lines / 100_000);

    public static IEnumerable<(int Day, Invoice Invoice)> Create(Catalogue catalogue, GiftShopOptions options, Randomness random)
    {
        for (var number = 0; number < WithoutDescription(options); number++)
            yield return One(day => new(Seller(day).Code, "", random.Chance(0.6) ? -(1 + random.Below(60)) : 1 + random.Below(60), 0), Defect.None, false);
        for (var number = 0; number < NegativePrice(options); number++)
            yield return One(_ => new("B", "Adjust bad debt", 1, -Math.Round(1_000 + 10_000 * random.Uniform(), 2)), Defect.None, false);
        for (var number = 0; number < Discounts(options); number++)
            yield return One(_ => new("D", "Discount", -1, Math.Round(5 + 60 * random.Uniform(), 2)), Defect.None, true);
        foreach (var defect in (Defect[])[Defect.Quantity, Defect.Date, Defect.Price, Defect.Cut])
            foreach (var broken in Broken(defect)) yield return broken;

        List<(int, Invoice)> Broken(Defect defect) =>
            [.. Enumerable.Range(0, OfEachDefect(options)).Select(_ => One(day => Shop.Line(Seller(day), false, random), defect, false))];

        (int, Invoice) One(Func<int, InvoiceLine> line, Defect defect, bool cancelled)
        {
            var day = ShopCalendar.NextOpen(random.Below(ShopCalendar.Length - 5));
            var invoice = new Invoice(8 * 60 + random.Below(600), Customer.Guest, cancelled) { Defect = defect };
            invoice.Lines.Add(line(day));
            return (day, invoice);
        }

        Item Seller(int day)
        {
            while (true)
            {
                var item = random.Pick(catalogue.Items);
                if (item.Demand(day) > 0) return item;
            }
        }
    }
}
