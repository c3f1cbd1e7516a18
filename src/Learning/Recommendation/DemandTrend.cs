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

    /// <summary>Each user's last day of each item, user by user, so that an item's sum does not depend on the order of the rows.</summary>
    static IEnumerable<(int Item, int Day)> LastPurchases(Purchases purchases)
    {
        var (starts, rows) = RowsByUser(purchases);
        var lastDay = new int[purchases.Items.Count];
        var bought = new List<int>();
        for (var user = 0; user + 1 < starts.Length; user++)
        {
            for (var r = starts[user]; r < starts[user + 1]; r++)
            {
                var (item, day) = (purchases.ItemOf[rows[r]], purchases.DayOf[rows[r]] + 1);
                if (lastDay[item] == 0) bought.Add(item);
                lastDay[item] = Math.Max(lastDay[item], day);
            }
            foreach (var item in bought)
            {
                yield return (item, lastDay[item] - 1);
                lastDay[item] = 0;
            }
            bought.Clear();
        }
    }

    static (int[] Starts, int[] Rows) RowsByUser(Purchases purchases)
    {
        var starts = new int[purchases.Users.Count + 1];
        foreach (var user in purchases.UserOf) starts[user + 1]++;
        for (var user = 0; user + 1 < starts.Length; user++) starts[user + 1] += starts[user];
        var next = starts.ToArray();
        var rows = new int[purchases.Count];
        for (var row = 0; row < rows.Length; row++) rows[next[purchases.UserOf[row]]++] = row;
        return (starts, rows);
    }
}
