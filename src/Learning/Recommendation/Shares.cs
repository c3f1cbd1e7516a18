namespace DistributedML.Learning.Recommendation;

/// <summary>Divides work among ranks.</summary>
static class Shares
{
    /// <summary>Cuts rows into stretches of about equal cost: rank r has those from bounds[r] to bounds[r + 1].</summary>
    public static int[] ByCost(int rows, Func<int, long> cost, int ranks)
    {
        var total = 0L;
        for (var row = 0; row < rows; row++) total += cost(row);
        var bounds = new int[ranks + 1];
        var (rank, sum) = (1, 0L);
        for (var row = 0; row < rows; row++)
        {
            while (rank < ranks && sum * ranks >= total * rank) bounds[rank++] = row;
            sum += cost(row);
        }
        while (rank <= ranks) bounds[rank++] = rows;
        return bounds;
    }
}
