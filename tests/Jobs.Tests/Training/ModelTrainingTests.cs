using DistributedML.Engines;
using DistributedML.Jobs.Training;
using DistributedML.Learning;
using DistributedML.Learning.Anomalies;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Models;
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

    int? Alias(string alias) => _registry.AliasVersion("forecaster", alias);

    Task<TrainingResult> Train(int horizon, double error, string data = "data", bool fresh = false) =>
        new ModelTraining(_registry, data).Run(new ScriptedJob(_engine, horizon, error), null, fresh, null, TestContext.Current.CancellationToken);

    /// <summary>A model whose only content is its error; negative infinity stands for a training that fails.</summary>
    sealed class ScriptedJob(IEngine engine, int horizon, double error) : ModelJob(Shop, engine)
    {
        static readonly Pipeline Shop = new()
        {
            Name = "shop",
            Source = new() { Files = "*.csv", Columns = [] },
            Table = new() { Name = "sales", Id = "id", Time = "time", Columns = [new("item", ColumnType.String), new("units", ColumnType.Integer)] },
        };

        public override ModelDefinition Definition { get; } = new ForecasterDefinition { Name = "forecaster", Series = "item", Value = "units", Horizon = horizon };

        public override IReadOnlyList<string> Columns => ["item", "units"];

        public override Headline Headline => new("itemsMase", HigherIsBetter: false);

        public override Task<IState> Train(IProgress<TrainingProgress>? progress, CancellationToken cancel) =>
            double.IsNegativeInfinity(error) ? throw new InvalidOperationException("no rows") : Task.FromResult<IState>(new Content(error, horizon));

        public override IState Read(BinaryReader reader) => new Content(reader.ReadDouble(), reader.ReadInt32());

        public override Task<Evaluation> Evaluate(IState trained, IReadOnlyList<InjectedAnomaly>? known, IProgress<TrainingProgress>? progress, CancellationToken cancel) =>
            Task.FromResult(new Evaluation(new Dictionary<string, double> { ["itemsMase"] = error }, $"MASE {error}", []));
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
