using System.Globalization;
using DistributedML.Engines;
using DistributedML.Learning;
using DistributedML.Models.Tables;

namespace DistributedML.Tests.Models.Tables;

/// <summary>Which rows are held back from training: those that the definition states, wherever and in whichever order they are read.</summary>
public sealed class ValidationTests(Lab lab) : IClassFixture<Lab>
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task By_time_holds_back_the_rows_from_a_day_on()
    {
        var engine = await lab.Engine();
        foreach (var more in (string[])["validate: { by: time, from: 2025-01-20 }", "trainBefore: 2025-01-20", "validate: { by: time, from: 2025-01-20 }\ntrainBefore: 2025-02-20"])
        {
            var subject = Subject(more);
            const int First = 19 * 24;
            Assert.Equal(Enumerable.Range(First, Domains.Rows - First), (await Rows(subject, engine, isHeldBack: true)).Order());
            Assert.Equal(Enumerable.Range(0, First), (await Rows(subject, engine, isHeldBack: false)).Order());
            await Measured(subject, engine, Domains.Rows - First, First);
        }
        // Between trainBefore and from, rows are neither learned from nor measured.
        await Measured(Subject("trainBefore: 2025-01-11\nvalidate: { by: time, from: 2025-01-20 }"), engine, Domains.Rows - 19 * 24, 10 * 24);
    }

    [Theory]
    [InlineData(0.2), InlineData(0.5), InlineData(0.05)]
    public async Task A_random_share_depends_on_ids_and_the_seed_alone(double share)
    {
        var subject = Subject(string.Create(CultureInfo.InvariantCulture, $"validate: {{ share: {share} }}"));
        var engine = await lab.Engine();
        var held = await Rows(subject, engine, isHeldBack: true);
        var learned = await Rows(subject, engine, isHeldBack: false);
        Assert.Equal(Enumerable.Range(0, Domains.Rows), held.Concat(learned).Order());
        Assert.InRange(held.Count, Domains.Rows * share - 60, Domains.Rows * share + 60);   // 60 is 3 deviations of a fair choice, or more
        await Measured(subject, engine, held.Count, learned.Count);

        foreach (var (ranks, rows, order) in (List<(int, int, string)>)[(1, Domains.Rows, "i"), (4, Domains.Rows, "desc"), (4, 3_000, "i")])
        {
            var other = await lab.Engine(ranks);
            await Lab.Fill(other, rows, order);
            Assert.Equal(held.Order(), (await Rows(subject, other, isHeldBack: true)).Where(row => row < Domains.Rows).Order());
            await Lab.Fill(other, Domains.Rows);
        }
        var seeded = await Rows(Subject(string.Create(CultureInfo.InvariantCulture, $"validate: {{ share: {share}, seed: 7 }}")), engine, isHeldBack: true);
        Assert.NotEqual(held.Order(), seeded.Order());
    }

    [Fact]
    public async Task A_fifth_is_held_back_when_nothing_is_said()
    {
        var engine = await lab.Engine();
        Assert.Equal((await Rows(Subject("validate: { by: random, share: 0.2, seed: 0 }"), engine, isHeldBack: true)).Order(), (await Rows(Subject(""), engine, isHeldBack: true)).Order());
    }

    [Fact]
    public async Task Rows_of_a_group_stay_together()
    {
        var engine = await lab.Engine();
        var subject = Domains.OfRatings("kind: classifier\ntarget: stars\nestimator: decision-tree-classifier\nfeatures: [minutes]\nvalidate: { by: group, group: person, share: 0.3 }");
        var held = (await Rows(subject, engine, isHeldBack: true)).Select(row => row % 40).Distinct().ToHashSet();
        var learned = (await Rows(subject, engine, isHeldBack: false)).Select(row => row % 40).Distinct().ToHashSet();
        Assert.Empty(held.Intersect(learned));
        Assert.Equal(40, held.Count + learned.Count);
        Assert.InRange(held.Count, 4, 20);
        Assert.Equal(held.Count * Domains.Rows / 40, (await Rows(subject, engine, isHeldBack: true)).Count, tolerance: 40);
        Assert.DoesNotContain("person", TableInputs.Of(Domains.OfRatings("kind: classifier\ntarget: stars\nestimator: majority\nvalidate: { by: group, group: person }").Table, subject.Pipeline.Table).Features.Select(feature => feature.Name));
    }

    [Theory]
    [InlineData("validate: { by: folds, folds: 4 }", 4, false), InlineData("validate: { by: folds, folds: 7, group: station }", 7, true)]
    public async Task Folds_hold_back_each_row_once(string more, int folds, bool grouped)
    {
        var engine = await lab.Engine();
        var subject = Subject(more);
        var all = new List<int>();
        for (var fold = 0; fold < folds; fold++)
        {
            var held = await Rows(subject, engine, isHeldBack: true, fold);
            var learned = await Rows(subject, engine, isHeldBack: false, fold);
            Assert.Equal(Enumerable.Range(0, Domains.Rows), held.Concat(learned).Order());
            if (grouped) Assert.Empty(held.Select(Station).Intersect(learned.Select(Station)));
            else Assert.InRange(held.Count, Domains.Rows / folds - 60, Domains.Rows / folds + 60);
            all.AddRange(held);
        }
        Assert.Equal(Enumerable.Range(0, Domains.Rows), all.Order());
        Assert.Equal(Domains.Rows, (await Rows(subject, engine, isHeldBack: false)).Count);   // the model that is kept learns from all
    }

    [Theory]
    [InlineData("ridge"), InlineData("logistic-regression"), InlineData("k-means"), InlineData("pca"), InlineData("decision-tree-classifier")]
    public async Task Folds_measure_all_rows_of_every_task(string estimator)
    {
        var engine = await lab.Engine();
        var subject = Domains.OfSensors(Recipes.Of(estimator, $"{Recipes.Plain}\nvalidate: {{ by: folds, folds: 3 }}"));
        var evaluation = await Measured(subject, engine, Domains.Rows, Domains.Rows);
        var headline = subject.Kind.CreateTask(subject.Pipeline, subject.Definition, engine).Headline.Metric;
        Assert.True(double.IsFinite(evaluation[headline]));
        foreach (var baseline in subject.Profile.Baselines)
            Assert.Contains(evaluation.Keys, name => name.EndsWith($".{headline}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rows_without_a_target_are_left_out_and_said()
    {
        var engine = await lab.Engine();
        var subject = Domains.OfSensors("kind: regressor\ntarget: humidity\nestimator: ridge\nfeatures: [counts, load]");
        var model = await subject.Train(engine);
        var evaluation = await subject.Evaluate(model, engine);
        var missing = Enumerable.Range(0, Domains.Rows).Count(row => row % 13 == 5);
        Assert.Equal(Domains.Rows - missing, evaluation.Metrics["rows"] + evaluation.Metrics["rowsLearned"]);
        Assert.Contains(evaluation.Findings, finding => finding.EndsWith("rows have no humidity and are left out", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_row_held_back_is_said()
    {
        var engine = await lab.Engine();
        foreach (var estimator in (string[])["ridge", "logistic-regression", "k-means", "pca"])
        {
            var subject = Domains.OfSensors(Recipes.Of(estimator, $"{Recipes.Plain}\nvalidate: {{ by: time, from: 2100-01-01 }}"));
            var evaluation = await subject.Evaluate(await subject.Train(engine), engine);
            Assert.Equal(0, evaluation.Metrics["rows"]);
            Assert.Contains("no row is held back (from 2100-01-01 on), so nothing was measured", evaluation.Findings);
        }
    }

    static string Station(int row) => row >= 1200 && row % 7 == 0 ? "s9" : $"s{row % 5}";

    static Subject Subject(string more) => Domains.OfSensors(Recipes.Of("ridge", $"features: [counts, load]\n{more}"));

    static async Task<IReadOnlyDictionary<string, double>> Measured(Subject subject, LocalEngine engine, int rows, int learned)
    {
        var evaluation = await subject.Evaluate(await subject.Train(engine), engine);
        Assert.Equal((rows, learned), (evaluation.Metrics["rows"], evaluation.Metrics["rowsLearned"]));
        return evaluation.Metrics;
    }

    /// <summary>The numbers of the rows that a pass takes on all ranks.</summary>
    static Task<List<int>> Rows(Subject subject, LocalEngine engine, bool isHeldBack, int? fold = null)
    {
        var reader = new TableReader([], new RowSelection(subject.Table.Validation(), isHeldBack, fold), null, hasWeight: false);
        return engine.TrainAsync(TableSql.Learning(subject.Table, subject.Pipeline.Table, [], $"from {subject.Pipeline.Table.Name}"), reader, new Numbers(), null, Cancel);
    }

    /// <summary>Finds the rows' numbers by their times.</summary>
    sealed class Numbers : ITrainer<TableRows, List<int>>
    {
        static readonly DateTime Sensors = new(2025, 1, 1), Ratings = new(2024, 6, 1);

        public List<int> Train(TableRows rows, Training training) => [.. training.Gang.AllGather<long>(rows.Data.Times!).SelectMany(ticks => ticks.ToArray()).Select(Number)];

        static int Number(long ticks) => ticks >= Sensors.Ticks
            ? (int)((ticks - Sensors.Ticks) / TimeSpan.TicksPerHour)
            : (int)((ticks - Ratings.Ticks) / (7 * TimeSpan.TicksPerMinute));
    }
}
