using DistributedML.Compute;
using DistributedML.Learning.Tabular;
using DistributedML.Learning.Trees;

namespace DistributedML.Learning.Tests.Tabular;

/// <summary>What decision trees do with missing values and categories, and their limits.</summary>
public class DecisionTreeTests
{
    [Theory]
    [InlineData(0, 1, 1)]   // missing rows look like the large values
    [InlineData(1, 0, 0)]
    public void Missing_values_go_to_the_side_that_they_look_like(int small, int large, int missing)
    {
        var rows = Table([1, 2, 3, 4, float.NaN, float.NaN], [small, small, large, large, missing, missing]);
        var tree = new DecisionTreeClassifierTrainer(new() { MaxDepth = 1 }).Train(rows, Training.Alone);
        Assert.Equal([small, small, large, large, missing, missing], Answers(tree, rows));
    }

    [Fact]
    public void Missing_against_present_is_a_split()
    {
        var rows = Table([1, 2, 3, float.NaN, float.NaN], [0, 0, 0, 1, 1]);
        Assert.Equal([0, 0, 0, 1, 1], Answers(new DecisionTreeClassifierTrainer(new() { MaxDepth = 1 }).Train(rows, Training.Alone), rows));
    }

    [Fact]
    public void What_was_never_missing_in_training_goes_where_most_rows_went()
    {
        var tree = new DecisionTreeClassifierTrainer(new()).Train(Table([1, 2, 3, 4, 5], [0, 0, 1, 1, 1]), Training.Alone);
        Assert.Equal([1], Answers(tree, Table([float.NaN], [0])));
    }

    [Fact]
    public void One_split_finds_the_best_subset_of_levels()
    {
        double[] means = [5, 0, 5.1, 0.2, 4.9];   // levels a, c, e are alike, and b, d
        var codes = Enumerable.Range(0, 50).Select(i => i % 5).ToArray();
        var rows = Levels(codes) with { Target = [.. codes.Select(code => means[code])] };
        var tree = new DecisionTreeRegressorTrainer(new() { MaxDepth = 1 }).Train(rows.Rows, Training.Alone);
        Assert.Equal([5, 0.1, 5, 0.1, 5], Predictions.Of(tree, Levels([0, 1, 2, 3, 4]).Rows).Select(value => Math.Round(value, 9)));
    }

    [Fact]
    public void A_level_without_rows_and_a_missing_one_go_where_most_rows_went()
    {
        var rows = Levels([0, 0, 0, 1, 1]) with { Target = [1, 1, 1, 2, 2] };
        var tree = new DecisionTreeRegressorTrainer(new()).Train(rows.Rows, Training.Alone);
        Assert.Equal([1, 2, 1, 1], Predictions.Of(tree, Levels([0, 1, 4, -1]).Rows));
    }

    [Fact]
    public void Many_values_are_split_at_quantiles()
    {
        var x = Enumerable.Range(0, 5000).Select(i => (float)i).ToArray();
        var rows = Tables.Numeric(x).With(target: [.. x.Select(value => value < 2500 ? 0.0 : 1.0)]);
        var tree = new DecisionTreeRegressorTrainer(new() { MaxDepth = 1, MaxBins = 16 }).Train(rows, Training.Alone);
        var wrong = Predictions.Of(tree, rows).Where((value, i) => value >= 0.5 != (i >= 2500)).Count();
        Assert.InRange(wrong, 0, 5000 / 16);
    }

    [Fact]
    public void Whole_weights_give_the_same_tree_on_any_number_of_ranks()
    {
        var rows = Tables.For(Estimation.Estimators.Find("decision-tree-classifier")!, 400);
        var alone = ModelBytes.Hash(new DecisionTreeClassifierTrainer(new()).Train(rows, Training.Alone));
        foreach (var ranks in (int[])[2, 4])
            Assert.Equal(alone, ModelBytes.Hash(ThreadGang.Run(
                ranks, (gang, _) =>
                    new DecisionTreeClassifierTrainer(new()).Train(rows.Share(gang.Rank, ranks), new(gang)),
                        TestContext.Current.CancellationToken)[0]));
    }

    [Fact]
    public void Limits_hold()
    {
        var rows = Tables.For(Estimation.Estimators.Find("decision-tree-regressor")!, 300);
        Assert.Equal(7, new DecisionTreeRegressorTrainer(new() { MaxLeaves = 7 }).Train(rows, Training.Alone).Leaves);
        Assert.Equal(2, new DecisionTreeRegressorTrainer(new() { MaxDepth = 2 }).Train(rows, Training.Alone).Depth);
        Assert.Equal(1, new DecisionTreeRegressorTrainer(new() { MaxDepth = 0 }).Train(rows, Training.Alone).Leaves);
        Assert.Equal(1, new DecisionTreeRegressorTrainer(new() { MinImpurityDecrease = 1e9 }).Train(rows, Training.Alone).Leaves);
        Assert.Equal(2, new DecisionTreeRegressorTrainer(new() { MinLeafWeight = 150 }).Train(rows, Training.Alone).Leaves);
    }

    static Dataset Table(float[] x, int[] classes) => Tables.Numeric(x).With(classes: classes, classNames: ["0", "1"]);

    static int[] Answers(IClassifier tree, Dataset rows) => [.. Predictions.Of(tree, rows).Chunk(2).Select(row => row[1] > row[0] ? 1 : 0)];

    static LevelTable Levels(int[] codes) => new(codes, new double[codes.Length]);

    sealed record LevelTable(int[] Codes, double[] Target)
    {
        public Dataset Rows =>
            new(new FeatureSchema([new("level", FeatureType.Categorical) { Levels = ["a", "b", "c", "d", "e"] }]), Codes.Length,
                [Codes])
            { Target = Target };
    }
}
