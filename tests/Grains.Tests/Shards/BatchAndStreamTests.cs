using System.Text;
using System.Text.Json.Nodes;
using DistributedML.Compute;
using DistributedML.Grains.Runtime;
using DistributedML.Grains.Shards;
using DistributedML.Learning;
using DistributedML.Learning.Anomalies;
using DistributedML.Learning.Forecasting;
using DistributedML.Learning.Recommendation;
using DistributedML.Models;
using DistributedML.Models.AnomalyDetectors;
using DistributedML.Models.Forecasters;
using DistributedML.Models.Recommenders;
using DistributedML.Models.Streams;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Events;
using DistributedML.Tests.Grains.Silo;

namespace DistributedML.Tests.Grains.Shards;

/// <summary>Training on the rows before a day and streaming those from it on gives the states that training on all rows gives.</summary>
public class BatchAndStreamTests
{
    const int PerDay = 300;
    const int TrainedDays = 30;
    static readonly List<ShopRow> All = Shop.Rows(40 * PerDay, PerDay);
    static readonly List<ShopRow> Before = All[..(TrainedDays * PerDay)];
    static readonly List<ShopRow> After = All[(TrainedDays * PerDay)..];

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Users_histories_are_those_of_all_rows()
    {
        var state = Stream("customers", ShopModels.Recommender(Before), After.Where(row => row.Customer is not null));
        var shard = (RecommenderStream)state.Model("recommender")!;
        var everything = ShopModels.Recommender(All).Histories;
        Assert.Equal(everything.Keys, shard.Keys.Order(StringComparer.Ordinal));
        Assert.All(everything, history => Assert.Equal(ModelBytes.Hash(history.Value), ModelBytes.Hash(shard.Find(history.Key)!)));
    }

    [Fact]
    public void Daily_series_go_on_where_training_ended()
    {
        var options = Definition<ForecasterDefinition>().Options;
        var trained = new ForecasterTrainer(options).Train(ShopModels.Daily(Before, TrainedDays), new Training(Solo.Instance, Cancel: Cancel));
        var shard = Forecaster(Stream("items", trained, After));
        foreach (var (key, series) in trained.Series)
        {
            var expected = series.Copy();
            foreach (var row in After.Where(row => row.IsSale && row.Item == key)) expected.Add(DateOnly.FromDateTime(row.Time), row.Quantity);
            Assert.Equal(ModelBytes.Hash(expected), ModelBytes.Hash(shard.Find(key)!));
        }
        var totals = After.Where(row => row.IsSale).GroupBy(row => DateOnly.FromDateTime(row.Time)).Select(day => (day.Key, day.Sum(row => row.Quantity * row.Price)));
        Assert.Equal(totals, shard.Totals().Select(step => (DateOnly.FromDateTime(step.Start), step.Value)));
    }

    [Fact]
    public void A_series_that_was_not_in_training_starts_with_what_all_series_share()
    {
        var options = Definition<ForecasterDefinition>().Options;
        var trained = new ForecasterTrainer(options).Train(ShopModels.Daily(Before, TrainedDays), new Training(Solo.Instance, Cancel: Cancel));
        var rows = After.Select(row => row with { Item = "99999" }).ToList();
        var expected = trained.StartSeries(rows[0].Time);
        foreach (var row in rows.Where(row => row.IsSale)) expected.Add(DateOnly.FromDateTime(row.Time), row.Quantity);
        Assert.Equal(ModelBytes.Hash(expected), ModelBytes.Hash(Forecaster(Stream("items", trained, rows)).Find("99999")!));
    }

    [Fact]
    public void Amounts_beyond_all_bounds_leave_finite_sums()
    {
        var rows = After.Select((row, i) => row with { Quantity = 1, Price = i % 2 == 0 ? 1e308 : 1.7e308 }).ToList();
        var shard = Forecaster(Stream("items", rows));
        Assert.All(shard.Totals(), day => Assert.True(double.IsFinite(day.Value)));
    }

    [Fact]
    public void Detectors_and_their_alerts_are_those_of_all_rows()
    {
        var trained = new DetectorTrainer(Definition<AnomalyDetectorDefinition>().Options).Train(ShopModels.Rows(Before), new Training(Solo.Instance, Cancel: Cancel));
        var (found, ended) = (new List<KeyedAlert>(), new List<KeyedIncident>());
        var everything = trained.Continue(ShopModels.Rows(After), found, Cancel, ended);
        var state = Stream("items", trained, After);
        var shard = (AnomalyDetectorStream)state.Model("anomalies")!;
        Assert.Equal(everything.Detectors.Keys, shard.Keys.Order(StringComparer.Ordinal));
        Assert.All(everything.Detectors, detector => Assert.Equal(ModelBytes.Hash(detector.Value), ModelBytes.Hash(shard.Find(detector.Key)!)));
        Assert.NotEmpty(found);
        Assert.NotEmpty(ended);
        var last = After[^1].Time;
        var over = everything.Detectors.SelectMany(detector => detector.Value.IncidentsOverAt(last).Select(incident =>
            new KeyedIncident(detector.Key, incident)));
        var outputs = state.TakeOutputs().ToLookup(output => output.Kind.EndsWith(AnomalyDetectorStream.EndSuffix,
            StringComparison.Ordinal));
        Assert.Equal(found.Where(alert => alert.Alert.BeginsIncident).Select(alert => (alert.Key, alert.Alert.Time,
            alert.Alert.Evidence)).Order(), outputs[false].Select(Said).Order());
        var ends = outputs[true].Select(Said).ToHashSet();
        Assert.Superset(ended.Select(one => (one.Key, one.Incident.End, one.Incident.Evidence)).ToHashSet(), ends);
        Assert.Subset(ended.Concat(over).Select(one => (one.Key, one.Incident.End, one.Incident.Evidence)).ToHashSet(), ends);

        static (string, DateTime, string) Said(OutputRecord output) => (output.Key, output.Time,
            (string)JsonNode.Parse(output.Payload)!["evidence"]!);
    }

    [Fact]
    public void A_new_champion_takes_over_and_what_users_did_stays()
    {
        var models = new MemoryModels { [1] = ShopModels.Recommender(Before) };
        var catalog = new ModelCatalog(models, Shop.Pipeline("x").Models);
        catalog.Refresh();
        var state = Stream("customers", catalog, After.Where(row => row.Customer is not null));
        var shard = (RecommenderStream)state.Model("recommender")!;
        var (user, before) = (All[^1].Customer ?? All[^2].Customer!, state.Hash());
        Assert.Equal("recommender v1", shard.Recommend(user, 3).Model);
        models[2] = ShopModels.Recommender(After);
        catalog.Refresh();
        state.Adopt(shard, catalog.Champion("recommender")!);
        while (state.ContinueAdopting()) ;
        Assert.Equal("recommender v2", shard.Recommend(user, 3).Model);
        Assert.Equal(before, state.Hash());
    }

    static ForecasterStream Forecaster(ShardState state) => (ForecasterStream)state.Model("forecaster")!;

    static ShardState Stream(string deployment, IState artifact, IEnumerable<ShopRow> rows)
    {
        var catalog = new ModelCatalog(new MemoryModels { [1] = artifact }, Shop.Pipeline("x").Models);
        catalog.Refresh();
        return Stream(deployment, catalog, rows);
    }

    static ShardState Stream(string deployment, IEnumerable<ShopRow> rows) => Stream(deployment, new ModelCatalog(null, Shop.Pipeline("x").Models), rows);

    static ShardState Stream(string deployment, ModelCatalog catalog, IEnumerable<ShopRow> rows)
    {
        var pipeline = Shop.Pipeline("x");
        var single = new Deployment(pipeline, ModelKinds.Standard, pipeline.Streams.First(stream => stream.Name == deployment) with { Partitions = 1 });
        var schema = single.Schema(1 << 20);
        var state = new ShardState(single, 0, schema);
        state.Begin(catalog);
        while (state.ContinueAdopting()) ;
        var parser = new EventParser(schema);
        var batch = new EventBatch(schema, 100);
        foreach (var part in rows.Chunk(batch.Capacity))
        {
            batch.Count = 0;
            foreach (var row in part) Assert.Null(parser.Append(Encoding.UTF8.GetBytes(row.Json), batch));
            while (state.Apply(batch, new(state.Offset, state.Offset + part.Length))) ;
        }
        return state;
    }

    static TDefinition Definition<TDefinition>() where TDefinition : ModelDefinition => Shop.Pipeline("x").Models.OfType<TDefinition>().First();

    /// <summary>Versions of whichever model takes the artifact's type.</summary>
    sealed class MemoryModels : SortedDictionary<int, IState>, IModelSource
    {
        public int ChampionVersion(string model) => Takes(model, this.Last().Value) ? Keys.Max() : 0;

        public TrainedVersion Read(ModelDefinition model, int version) => new(version, this[version]);

        static bool Takes(string model, IState artifact) => model switch
        {
            "recommender" => artifact is TrainedRecommender,
            "forecaster" => artifact is TrainedForecaster,
            _ => artifact is TrainedDetector,
        };
    }
}
