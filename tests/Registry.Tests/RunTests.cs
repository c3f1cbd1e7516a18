using DistributedML.Registry;
using DistributedML.Registry.Storage;

namespace DistributedML.Tests.Registry;

public class RunTests
{
    sealed record Solver(string Method, int Iterations);

    sealed record Options(double LearningRate, bool Biased, Solver Solver, int[] Lags, string? Note);

    [Fact]
    public void A_run_keeps_what_it_logs()
    {
        using var temporary = new TemporaryRegistry();
        var registry = temporary.Registry;
        var before = DateTimeOffset.UtcNow;
        using var run = registry.StartRun(TemporaryRegistry.Inputs());
        Assert.Equal(RunStatus.Running, registry.GetRun(run.Id).Status);

        run.LogParameters(new Options(0.1, true, new Solver("cg", 3), [1, 7], null));
        run.LogParameter("rows", "541909");
        run.LogMetrics([new Metric("loss", 1, 3.5), new Metric("loss", 2, 2.5), new Metric("loss", 10, double.NaN)]);
        run.LogMetric("ndcg", 0.1);
        run.LogMetric("ndcg", 0.11);   // the same step again replaces
        run.LogMetric("drift", double.NegativeInfinity);
        run.SetTag("stage", "train");
        run.SetTag("stage", "retrain");
        run.LogOutput("table-1");
        run.Finish();

        using var reopened = ModelRegistry.Open(temporary.Folder);
        var read = reopened.GetRun(run.Id);
        Assert.Equal(TemporaryRegistry.Inputs(), read.Inputs);
        Assert.Equal(RunStatus.Finished, read.Status);
        Assert.InRange(read.Started, before, DateTimeOffset.UtcNow);
        Assert.InRange(read.Ended!.Value, read.Started, DateTimeOffset.UtcNow);
        Assert.Equal("table-1", read.OutputFingerprint);
        Assert.Null(read.Error);
        Assert.Equal(
            [("biased", "True"), ("lags.0", "1"), ("lags.1", "7"), ("learningRate", "0.1"), ("rows", "541909"), ("solver.iterations", "3"), ("solver.method", "cg")],
            read.Parameters.Select(parameter => (parameter.Key, parameter.Value)));
        Assert.Equal([("drift", double.NegativeInfinity), ("loss", double.NaN), ("ndcg", 0.11)], read.Metrics.Select(metric => (metric.Key, metric.Value)));
        Assert.Equal(("stage", "retrain"), (read.Tags.Single().Key, read.Tags.Single().Value));
        Assert.Equal([(1, 3.5), (2, 2.5), (10, double.NaN)],
            reopened.Metrics(run.Id).Where(metric => metric.Name == "loss").Select(metric => (metric.Step, metric.Value)));
    }

    [Fact]
    public void A_run_ends_as_it_says_and_without_a_word_it_has_failed()
    {
        using var temporary = new TemporaryRegistry();
        var registry = temporary.Registry;
        Assert.Equal((RunStatus.Finished, null), End(run => run.Finish()));
        Assert.Equal((RunStatus.Failed, "no rows"), End(run => run.Fail("no rows")));
        Assert.Equal((RunStatus.Killed, "cancelled"), End(run => run.Kill()));
        Assert.Equal((RunStatus.Failed, "left without a result"), End(_ => { }));

        (RunStatus, string?) End(Action<ActiveRun> end)
        {
            using (var run = registry.StartRun(TemporaryRegistry.Inputs())) end(run);
            var read = registry.Runs(limit: 1)[0];
            Assert.NotNull(read.Ended);
            return (read.Status, read.Error);
        }
    }

    [Fact]
    public void Nothing_can_be_added_to_an_ended_run()
    {
        using var temporary = new TemporaryRegistry();
        using var run = temporary.Registry.StartRun(TemporaryRegistry.Inputs());
        run.Finish();
        Action[] additions =
        [
            () => run.LogMetric("loss", 1), () => run.LogParameter("a", "b"), () => run.SetTag("a", "b"), () => run.LogOutput("t"), run.Finish,
            () => temporary.Registry.Register(run, "recommender", [], writer => writer.Write(1)),
        ];
        Assert.All(additions, addition => Assert.Contains($"run {run.Id} has ended", Assert.Throws<RegistryException>(addition).Message));
        Assert.Empty(temporary.Registry.Models());
    }

    [Fact]
    public void Work_counts_as_done_only_when_a_run_with_all_the_same_inputs_finished()
    {
        using var temporary = new TemporaryRegistry();
        var registry = temporary.Registry;
        var inputs = TemporaryRegistry.Inputs();
        Assert.Null(registry.FindRun(inputs));
        using (var failed = registry.StartRun(inputs)) failed.Fail("no rows");
        using var running = registry.StartRun(inputs);
        Assert.Null(registry.FindRun(inputs));

        temporary.Register();
        var second = registry.StartRun(inputs);
        second.Finish();
        Assert.Equal(second.Id, registry.FindRun(inputs)?.Id);   // the newest
        RunInputs[] others =
            [inputs with { Name = "x" }, inputs with { DataFingerprint = "x" }, inputs with { OptionsHash = "x" }, inputs with { CodeVersion = "x" }];
        Assert.All(others, other => Assert.Null(registry.FindRun(other)));
    }

    [Fact]
    public void Lineage_leads_from_a_version_to_its_run_and_to_the_run_that_published_its_table_and_back()
    {
        using var temporary = new TemporaryRegistry();
        var registry = temporary.Registry;
        using (var etl = registry.StartRun(TemporaryRegistry.Inputs("etl", data: "raw-files")))
        {
            etl.LogOutput("data-1");
            etl.Finish();
        }
        var version = temporary.Register(data: "data-1");
        temporary.Register("forecaster", data: "data-1");
        temporary.Register("recommender", content: 2, data: "data-2");

        var lineage = registry.GetLineage("recommender", 1);
        Assert.Equal(version.RunId, lineage.Training.Id);
        Assert.Equal(("etl", "raw-files"), (lineage.Table!.Inputs.Name, lineage.Table.Inputs.DataFingerprint));
        Assert.Null(registry.GetLineage("recommender", 2).Table);
        Assert.Equal(["forecaster v1", "recommender v1"], registry.TrainedOn("data-1").Select(trained => trained.ToString()));
        Assert.Equal(["recommender v2"], registry.TrainedOn("data-2").Select(trained => trained.ToString()));
    }

    [Fact]
    public void Runs_are_listed_newest_first_by_name_up_to_a_limit()
    {
        using var temporary = new TemporaryRegistry();
        temporary.RegisterVersions(3);
        temporary.RegisterVersions(1, "forecaster");
        Assert.Equal([4, 3, 2, 1], temporary.Registry.Runs().Select(run => run.Id));
        Assert.Equal([3, 2], temporary.Registry.Runs("recommender", limit: 2).Select(run => run.Id));
    }

    [Fact]
    public void A_process_is_itself_and_no_other_with_its_number()
    {
        Assert.True(ProcessIdentity.Current.IsAlive());
        Assert.True((ProcessIdentity.Current with { Started = ProcessIdentity.Current.Started.AddMilliseconds(100) }).IsAlive());   // another reading of the clock
        Assert.False((ProcessIdentity.Current with { Started = ProcessIdentity.Current.Started.AddHours(-1) }).IsAlive());
        Assert.False(new ProcessIdentity(int.MaxValue, DateTimeOffset.UtcNow).IsAlive());
    }

    [Fact]
    public void A_process_is_found_again_by_its_text()
    {
        Assert.Equal("4711-1322560800", new ProcessIdentity(4711, new(2011, 11, 29, 10, 0, 0, TimeSpan.Zero)).ToString());
        Assert.True(ProcessIdentity.TryParse($"{ProcessIdentity.Current}", out var process));
        Assert.True(process.IsAlive());
        Assert.All(["", "4711", "4711-", "-4711", "4711-x", "4711-1-2", "4711-99999999999999"], text => Assert.False(ProcessIdentity.TryParse(text, out _)));
    }

    [Fact]
    public void Equal_options_have_equal_hashes_and_any_other_value_another()
    {
        var options = new Options(0.1, true, new Solver("cg", 3), [1, 7], null);
        Options[] others =
        [
            options with { LearningRate = 0.2 }, options with { Biased = false }, options with { Solver = new Solver("cg", 4) },
            options with { Lags = [1, 8] }, options with { Note = "" }, options with { LearningRate = double.NaN },
        ];
        Assert.Equal(Fingerprint.Of(options), Fingerprint.Of(options with { Lags = [1, 7] }));
        Assert.Equal(7, others.Append(options).Select(Fingerprint.Of).Distinct().Count());
        // printf '{"learningRate":0.1,"biased":true,"solver":{"method":"cg","iterations":3},"lags":[1,7],"note":null}' | sha256sum
        Assert.Equal("6421c99735f5a53b202f53762ecdaf2e2a5101cf94845392c230357dd74055b4", Fingerprint.Of(options));
    }

    [Fact]
    public void The_code_version_is_the_one_built_in() => Assert.Matches(@"^\d+\.\d+\.\d+", CodeVersion.Current);
}
