using System.Globalization;
using DistributedML.Learning.Anomalies;

namespace DistributedML.Jobs.Generator;

/// <summary>
/// Chooses which anomalies go where, at most one for each item, from the third month on. Amounts are 100, 500 or 1000 times what a box of the
/// item costs (ten boxes are ordinary here), or the item's code was keyed as the quantity, or a price of 0.001 was left in; bursts add 3, 6 or 12 times a
/// day's usual events; silences miss about 15, 25 or 50 events. A tenth of the amounts and a fifth of
/// the others have the smallest size, which is hard to tell from chance.
/// </summary>
static class AnomalyPlan
{
    const int FirstDay = 62, LastDay = 368;

    /// <param name="catalogue">The items; those with a silence are marked.</param>
    /// <param name="expected">Expected lines of an item on a day.</param>
    /// <param name="options">Size and seed.</param>
    public static List<PlannedAnomaly> Create(Catalogue catalogue, Func<int, int, double> expected, GiftShopOptions options)
    {
        var random = new Randomness(options.Seed, 2);
        var plan = new List<PlannedAnomaly>();
        var taken = new HashSet<Item>();
        var units = Math.Min(options.Lines / 7_500, catalogue.Items.Count / 8);   // where every second key goes wrong, wrong is usual
        for (var unit = 0; unit < units; unit++)
        {
            Add(Amount(random));
            Add(Amount(random));
            Add(Burst(random, unit));
            Add(Silence(random, unit));
        }
        return plan;

        void Add(PlannedAnomaly? anomaly)
        {
            if (anomaly is null) return;
            taken.Add(anomaly.Item);
            if (anomaly.Kind == AlertKind.Silence) anomaly.Item.Silent = anomaly.Days;
            plan.Add(anomaly);
        }

        PlannedAnomaly? Amount(Randomness random)
        {
            if (Find(random, 0.3, 0) is not { } found) return null;
            var (what, grade) = random.Below(10) switch
            {
                0 => ("order", "x100"),
                1 => ("price", "x1000"),
                2 or 3 => ("order", "x500"),
                4 or 5 => ("order", "code"),
                6 => ("cancellation", "x500"),
                7 => ("cancellation", "code"),
                8 => ("price", "x1000"),
                _ => ("price", "0.001"),
            };
            return new PlannedAnomaly
            {
                Kind = AlertKind.Amount,
                What = what,
                Grade = grade,
                Item = found.Item,
                Days = (found.Day, found.Day),
                Size = grade[0] == 'x' ? int.Parse(grade[1..], CultureInfo.InvariantCulture) : 1,
            };
        }

        PlannedAnomaly? Burst(Randomness random, int unit)
        {
            if (Find(random, 1.5, 0) is not { } found) return null;
            var factor = (unit % 5) switch { 0 => 3, 1 or 2 => 6, _ => 12 };
            return new PlannedAnomaly
            {
                Kind = AlertKind.Burst,
                What = "burst",
                Grade = $"x{factor}",
                Item = found.Item,
                Days = (found.Day, found.Day),
                Size = Math.Round(factor * found.Expected),
            };
        }

        PlannedAnomaly? Silence(Randomness random, int unit)
        {
            var missing = (unit % 5) switch { 0 => 15, 1 or 2 => 25, _ => 50 };
            if (Find(random, 1, 30) is not { } found) return null;
            var to = found.Day;
            for (var sum = 0.0; to < ShopCalendar.Length - 1; to++)
            {
                sum += expected(found.Index, to);
                if (sum >= missing) break;
            }
            return new PlannedAnomaly { Kind = AlertKind.Silence, What = "silence", Grade = $"-{missing}", Item = found.Item, Days = (found.Day, to), Size = missing };
        }

        (Item Item, int Index, int Day, double Expected)? Find(Randomness random, double least, int room)
        {
            for (var attempt = 0; attempt < 1_000; attempt++)
            {
                int index = random.Below(catalogue.Items.Count), day = ShopCalendar.NextOpen(FirstDay + random.Below(LastDay - room - FirstDay));
                var item = catalogue.Items[index];
                var lines = expected(index, day);
                if (lines >= least && item.Start < day - 60 && item.End > day && !taken.Contains(item)) return (item, index, day, lines);
            }
            return null;
        }
    }
}
