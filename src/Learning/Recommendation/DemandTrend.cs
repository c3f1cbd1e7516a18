namespace DistributedML.Learning.Recommendation;

/// <summary>Computes how the demand for each item moves, from each user's last purchase of it.</summary>
sealed class DemandTrend(TrendOptions options)
{
    /// <summary>What to multiply each item's scores with, and the scores of users without history: the item's buyers times that.</summary>
    public (float[] Demand, float[] Popularity) Of(Purchases purchases)
    {
        var items = purchases.Items.Count;
        double[] recent = new double[items], buyers = new double[items];
        var end = 0;
        foreach (var day in purchases.DayOf) end = Math.Max(end, day + 1);
        foreach (var (item, day) in LastPurchases(purchases))
        {
            recent[item] += Math.Pow(0.5, (end - day) / options.HalfLifeDays);
            buyers[item]++;
        }
        double allRecent = recent.Sum(), allBuyers = buyers.Sum();
        float[] demand = new float[items], popularity = new float[items];
        for (var item = 0; item < items; item++)
        {
            demand[item] = (float)Math.Pow(recent[item] / allRecent / (buyers[item] / allBuyers) + options.Floor, options.Exponent);
            popularity[item] = (float)(buyers[item] * demand[item]);
        }
        return (demand, popularity);
    }

    /// <summary>Each user's last day of each item, in the order of items and days, so that sums do not depend on the order of the rows.</summary>
    static IEnumerable<(int Item, int Day)> LastPurchases(Purchases purchases)
    {
        var last = new Dictionary<long, int>();
        for (var row = 0; row < purchases.Count; row++)
        {
            var pair = ((long)purchases.ItemOf[row] << 32) | (uint)purchases.UserOf[row];
            ref var day = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(last, pair, out _);
            day = Math.Max(day, purchases.DayOf[row]);
        }
        var ordered = last.Select(pair => ((int)(pair.Key >> 32), pair.Value)).ToArray();
        Array.Sort(ordered);
        return ordered;
    }
}
