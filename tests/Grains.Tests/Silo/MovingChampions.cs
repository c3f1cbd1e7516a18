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

/// <summary>Models without any key, trained on a few rows that depend on the version; the champion is whichever version is set.</summary>
sealed class MovingChampions : IModelSource
{
    public volatile int Version = 1;

    public int ChampionVersion(string model) => Version;

    public TrainedVersion Read(ModelDefinition model, int version) => new(version, model switch
    {
        RecommenderDefinition => Recommender(),
        ForecasterDefinition forecaster => new ForecasterTrainer(forecaster.Options).Train(new DailyTable(Shop.FirstDay.AddDays(-30), 30, [new KeyedSeries($"{version}", new double[30])]), Training.Alone),
        AnomalyDetectorDefinition detector => new TrainedDetector(new AnomalyModel(detector.Options with { WarmUpEvents = 20 + version })),
        _ => throw new ArgumentException(model.Name),
    });

    static TrainedRecommender Recommender()
    {
        var purchases = new PurchasesBuilder();
        for (var item = 0; item < 10; item++) purchases.Add("nobody", $"{20_000 + item}", $"{item}", Shop.FirstDay.AddDays(-1));
        return new RecommenderTrainer(new() { Algorithm = RecommenderAlgorithm.Popularity }).Train(purchases.Build(), Training.Alone);
    }
}
