using DistributedML.Engines;
using DistributedML.Grains.Runtime;
using DistributedML.Jobs.Training;
using DistributedML.Learning;
using DistributedML.Models;
using DistributedML.Models.Artifacts;
using DistributedML.Models.Queries;
using DistributedML.Models.Streams;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Events;
using DistributedML.Registry;
using DistributedML.Tests.Jobs.Commands;

namespace DistributedML.Tests.Jobs.Training;

public sealed class ModelTrainingTests : IAsyncDisposable
{
    readonly TemporaryWork _work = new();
    readonly ModelRegistry _registry;
    readonly LocalEngine _engine;

    public ModelTrainingTests()
    {
        _registry = ModelRegistry.Open(_work.Path);
        _engine = new LocalEngine(Path.Combine(_work.Path, "tmp"));
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _registry.Dispose();
        _work.Dispose();
    }

    [Fact]
    public async Task The_first_version_serves_a_worse_one_waits_a_better_one_takes_over()
    {
        Assert.NotNull((await Train(horizon: 1, error: 2)).Moved);
        Assert.Null((await Train(horizon: 2, error: 3)).Moved);
        Assert.Equal((1, 2), (Alias(ModelAlias.Champion), Alias(ModelAlias.Challenger)));

        Assert.NotNull((await Train(horizon: 3, error: 1)).Moved);
        Assert.Equal((3, 3), (Alias(ModelAlias.Champion), Alias(ModelAlias.Challenger)));
        _registry.Rollback("forecaster", ModelAlias.Champion);
        Assert.Equal(1, Alias(ModelAlias.Champion));
    }

    /// <summary>The champion is measured anew on the data of the new version: its figures on other data say nothing.</summary>
    [Theory]
    [InlineData(1, "now", "better: itemsMase 1, forecaster v1 2")]
    [InlineData(2, null, "not better: itemsMase 2, forecaster v1 2")]
    [InlineData(3, null, "not better: itemsMase 3, forecaster v1 2")]
    [InlineData(6, null, "worse than the baseline: itemsMase 6, baseline 5. To promote it all the same: dml models promote forecaster 2")]
    [InlineData(double.NaN, null,
        "its itemsMase is not known, since nothing was scored. To promote it all the same: dml models promote forecaster 2")]
    public async Task On_other_data_too_only_a_better_version_takes_over_and_says_why(double error, string? moved, string why)
    {
        await Train(horizon: 1, error: 2);
        var result = await Train(horizon: 2, error, data: "other");
        Assert.Equal((moved is not null, why), (result.Moved is not null, result.Decision));
        Assert.Equal(why, _registry.GetRun(result.Version.RunId).Tags["promotion"]);
        Assert.Equal(moved is null ? 1 : 2, Alias(ModelAlias.Champion));
        Assert.Equal(2, Alias(ModelAlias.Challenger));
    }

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(6, null)]
    public async Task A_first_version_serves_unscored_but_not_when_it_is_worse_than_the_baseline(double error, int? champion)
    {
        await Train(horizon: 1, error);
        Assert.Equal(champion, Alias(ModelAlias.Champion));
    }

    [Fact]
    public async Task A_champion_that_can_no_longer_be_read_gives_way()
    {
        await Train(horizon: 1, error: 2);
        var file = Path.Combine(_registry.Folder, _registry.GetVersion("forecaster", 1).File);
        File.SetAttributes(file, FileAttributes.Normal);
        File.WriteAllBytes(file, [1, 2, 3]);
        var result = await Train(horizon: 2, error: 3);
        Assert.StartsWith("forecaster v1 can serve no longer: ", result.Decision);
        Assert.Equal(2, Alias(ModelAlias.Champion));
    }

    [Fact]
    public async Task Work_that_is_done_is_not_done_again_unless_data_options_or_a_wish_change()
    {
        Assert.False((await Train(horizon: 1, error: 2)).Reused);
        var again = await Train(horizon: 1, error: 2);
        Assert.True(again.Reused);
        Assert.Equal(2, again.Metrics["itemsMase"]);
        Assert.False((await Train(horizon: 1, error: 2, data: "other")).Reused);
        Assert.False((await Train(horizon: 2, error: 2)).Reused);
        Assert.False((await Train(horizon: 1, error: 2, fresh: true)).Reused);
    }

    [Fact]
    public async Task A_failed_training_is_recorded_registers_nothing_and_is_tried_again()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Train(horizon: 1, error: double.NegativeInfinity));
        Assert.Equal(RunStatus.Failed, _registry.Runs("forecaster")[0].Status);
        Assert.Empty(_registry.Models());
        Assert.False((await Train(horizon: 1, error: 2)).Reused);
    }

    [Fact]
    public async Task A_name_keeps_its_kind()
    {
        await Train(horizon: 1, error: 2);
        var error = await Assert.ThrowsAsync<ArtifactException>(() => Train(horizon: 1, error: 2, kind: "other"));
        Assert.Equal("model forecaster is a scripted in the registry (forecaster v1) and a other in the pipeline file; give it another name, or take another work folder", error.Message);
        Assert.Contains("is of kind scripted; expected other", Assert.Throws<ArtifactException>(
            () => _registry.Load(_registry.GetVersion("forecaster", 1), new ScriptedKind("other", 2).ReadWithHeader)).Message);
    }

    [Fact]
    public async Task A_version_trained_on_other_columns_is_never_served_and_gives_way_to_one_of_the_pipelines()
    {
        await Train(horizon: 1, error: 2);
        var other = Shop with { Table = Shop.Table with { Columns = [new("time", ColumnType.Timestamp), new("club", ColumnType.String)] } };
        var definition = new ScriptedDefinition { Name = "forecaster", Item = "club", Horizon = 1 };
        var kinds = new ModelKinds(new ScriptedKind("scripted", 9));

        var source = new RegistryModelSource(_registry, kinds, other);
        Assert.Equal(
            "forecaster v1 cannot be served: forecaster v1 was trained on item (string), time (timestamp); model forecaster of pipeline shop reads club (string), time (timestamp). Train it again",
            Assert.Throws<ArtifactException>(() => source.Read(definition, 1)).Message);

        Task<TrainingResult> TrainOther() => new ModelTraining(_registry, kinds, "data").Run(other, definition, _engine, null, false, null, TestContext.Current.CancellationToken);
        Assert.NotNull((await TrainOther()).Moved);   // though its error is larger, on the same data
        Assert.Equal(2, Alias(ModelAlias.Champion));
        Assert.Equal(9, ((Content)source.Read(definition, 2).Artifact).Error);

        var back = await Train(horizon: 1, error: 2);
        Assert.True(back.Reused);
        Assert.Equal(1, Alias(ModelAlias.Champion));
        Assert.Null((await Train(horizon: 1, error: 2)).Moved);
    }

    int? Alias(string alias) => _registry.AliasVersion("forecaster", alias);

    Task<TrainingResult> Train(int horizon, double error, string data = "data", bool fresh = false, string kind = "scripted") => new ModelTraining(_registry, new(new ScriptedKind(kind, error)), data)
        .Run(Shop, new ScriptedDefinition { Name = "forecaster", Item = "item", Horizon = horizon }, _engine, null, fresh, null, TestContext.Current.CancellationToken);

    static readonly Pipeline Shop = new()
    {
        Name = "shop",
        Source = new() { Files = "*.csv", Columns = [] },
        Table = new() { Name = "sales", Id = "id", Time = "time", Columns = [new("time", ColumnType.Timestamp), new("item", ColumnType.String), new("units", ColumnType.Integer)] },
    };

    sealed record ScriptedDefinition : ModelDefinition
    {
        public required string Item { get; init; }

        public int Horizon { get; init; }
    }

    /// <summary>A kind whose models hold nothing but their error; negative infinity stands for a training that fails.</summary>
    sealed class ScriptedKind(string name, double error) : ModelKind<ScriptedDefinition, Content>
    {
        public override string Name => name;

        public override int Format => 1;

        public override IReadOnlyList<ModelQuery> Queries => [];

        protected override IReadOnlyList<ArtifactColumn> Outputs(IState model) => [];

        protected override IReadOnlyList<ColumnUse> Columns(ScriptedDefinition definition, Table table) => [ColumnUse.Key("Item", definition.Item)];

        protected override ModelTask CreateTask(Pipeline pipeline, ScriptedDefinition definition, IModelEngine engine) => new ScriptedTask(pipeline, definition, engine, error);

        protected override Scoring CreateScoring(Pipeline pipeline, ScriptedDefinition definition, ScoringRequest request) => throw new NotSupportedException();

        protected override Delegate SqlFunction(ScriptedDefinition definition, IModelVersions versions, int top) => throw new NotSupportedException();

        protected override IStreamModel CreateStream(ScriptedDefinition definition, EventSchema schema) => throw new NotSupportedException();

        protected override Content ReadArtifact(BinaryReader reader) => new(reader.ReadDouble(), reader.ReadInt32());
    }

    sealed class ScriptedTask(Pipeline pipeline, ScriptedDefinition definition, IModelEngine engine, double error) : ModelTask(pipeline, definition, engine)
    {
        public override Headline Headline => new("itemsMase", HigherIsBetter: false);

        public override Task<IState> Train(IProgress<TrainingProgress>? progress, CancellationToken cancel) =>
            double.IsNegativeInfinity(error) ? throw new InvalidOperationException("no rows") : Task.FromResult<IState>(new Content(error, definition.Horizon));

        public override Task<DateTime?> TrainedUntil(IState trained, CancellationToken cancel) => Task.FromResult<DateTime?>(null);

        public override Task<Evaluation> Evaluate(IState trained, IReadOnlyList<KnownEvent>? known, IProgress<TrainingProgress>? progress, CancellationToken cancel) =>
            Task.FromResult(new Evaluation(new Dictionary<string, double> { ["itemsMase"] = ((Content)trained).Error }, $"MASE {((Content)trained).Error}", []) { Baseline = 5 });
    }

    sealed record Content(double Error, int Horizon) : IState
    {
        public void Write(BinaryWriter writer)
        {
            writer.Write(Error);
            writer.Write(Horizon);
        }
    }
}
