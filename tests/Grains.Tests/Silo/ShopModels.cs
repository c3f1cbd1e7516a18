using DistributedML.Grains.Runtime;
using DistributedML.Learning;
using DistributedML.Learning.Anomalies;
using DistributedML.Learning.Forecasting;
using DistributedML.Learning.Recommendation;
using DistributedML.Models.AnomalyDetectors;
using DistributedML.Models.Forecasters;
using DistributedML.Models.Recommenders;
using DistributedML.Models.Streams;
using DistributedML.Pipelines;

namespace DistributedML.Tests.Grains.Silo;

/// <summary>The shop's models, trained on some of its rows.</summary>
static class ShopModels
{
    public static TrainedRecommender Recommender(IEnumerable<ShopRow> rows)
    {
        var purchases = new PurchasesBuilder();
        foreach (var row in rows.Where(row => row.IsSale && row.Customer is not null)) purchases.Add(row.Customer!, row.Item, row.Invoice, DateOnly.FromDateTime(row.Time));
        return new RecommenderTrainer(new() { Algorithm = RecommenderAlgorithm.Popularity }).Train(purchases.Build(), Training.Alone);
    }

    public static DailyTable Daily(IEnumerable<ShopRow> rows, int days) => new(Shop.FirstDay, days, [.. rows.Where(row => row.IsSale).GroupBy(row => row.Item).Select(item =>
    {
        var values = new double[days];
        foreach (var row in item) values[DateOnly.FromDateTime(row.Time).DayNumber - Shop.FirstDay.DayNumber] += row.Quantity;
        return new KeyedSeries(item.Key, values);
    })]);

    public static DetectorRows Rows(IEnumerable<ShopRow> rows)
    {
        var all = rows.ToList();
        var keys = all.Select(row => row.Item).Distinct().Order(StringComparer.Ordinal).ToList();
        return new(keys, [.. all.Select(row => keys.IndexOf(row.Item))], [.. all.Select(row => row.Time)], [.. all.Select(row => row.Quantity * row.Price)]);
    }
}

/// <summary>Each version is trained on the rows before a time; the newest is the champion.</summary>
sealed class TrainedChampions(IReadOnlyList<ShopRow> rows) : IModelSource
{
    readonly List<DateTime> _ends = [];

    public int Count => _ends.Count;

    public void Train(DateTime before)
    {
        lock (_ends) _ends.Add(before);
    }

    public int ChampionVersion(string model) => _ends.Count;

    public TrainedVersion Read(ModelDefinition model, int version)
    {
        DateTime until;
        lock (_ends) until = _ends[version - 1];
        if (model is ForecasterDefinition) until = until.Date;   // it learns whole days
        List<ShopRow> before = [.. rows.Where(row => row.Time < until)];
        return new(version, model switch
        {
            RecommenderDefinition => ShopModels.Recommender(before),
            ForecasterDefinition forecaster => new ForecasterTrainer(forecaster.Options).Train(
                ShopModels.Daily(before, DateOnly.FromDateTime(until).DayNumber - Shop.FirstDay.DayNumber), Training.Alone),
            AnomalyDetectorDefinition detector => new DetectorTrainer(detector.Options).Train(ShopModels.Rows(before.OrderBy(row => row.Time)), Training.Alone),
            _ => throw new ArgumentException(model.Name),
        }, until);
    }
}
