using CsCheck;
using DistributedML.Compute;
using DistributedML.Learning.Tabular;

namespace DistributedML.Learning.Tests.Tabular;

public class DatasetTests
{
    [Fact]
    public void Slices_put_together_again_are_the_table() =>
        Gen.Select(Gen.Int[0, 30], Gen.Int[0, 30], Gen.Long).Sample((rows, cut, seed) =>
    {
        var table = Tables.Mixed(rows, seed);
        cut = Math.Min(cut, rows);
        AssertEqual(table, Dataset.Concat([table.Slice(0, cut), table.Slice(cut, rows - cut)]));
        Assert.Same(table, table.Slice(0, rows));
    }, iter: 50);

    [Fact]
    public void What_does_not_fit_is_refused_by_name()
    {
        var table = Tables.Mixed(10);
        var error = Assert.Throws<ArgumentException>(() => table.With(target: new double[3]));
        Assert.Contains("the target has 3 rows; expected 10", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Slice(5, 6));
        Assert.Throws<ArgumentException>(() => Dataset.Concat([]));
        AssertError([table, Tables.Gaussian(5, 2)], "a table has the features x0 (Numeric), x1 (Numeric); the first has amount");
        AssertError([table, table.With(classNames: ["a", "b", "c"])], "align them first");
        AssertError([table, new(table.Schema, 10, Columns(table)) { ClassNames = table.ClassNames, Classes = table.Classes }],
            "a target and others have none");

        static void AssertError(Dataset[] parts, string part) =>
            Assert.Contains(part, Assert.Throws<DatasetException>(() => Dataset.Concat(parts)).Message);
    }

    [Fact]
    public void A_table_is_built_by_rows_or_by_columns_and_its_levels_do_not_depend_on_the_order()
    {
        var table = Tables.Mixed(60);
        var (forward, byColumns) = (Build(table, Enumerable.Range(0, 60)), Build(table, Enumerable.Range(0, 60), byRows: false));
        AssertEqual(forward, byColumns);
        Assert.Equal(["blue", "green", "red", "yellow"], forward.Schema[2].Levels);
        Assert.Equal(Texts(table), Texts(forward));
        AssertEqual(forward, Build(table, Enumerable.Range(0, 60).Reverse()).Select([.. Enumerable.Range(0, 60).Reverse()]));
    }

    [Fact]
    public void Columns_that_do_not_fit_are_refused_by_name()
    {
        var builder = new DatasetBuilder();
        var (price, colour) = (builder.AddFeature("price", FeatureType.Numeric), builder.AddFeature("colour", FeatureType.Categorical));
        var block = builder.AddFeature("block", FeatureType.Sparse, width: 3);
        builder.Add(price, 1);
        Assert.Contains("feature 'colour' has 0 values; other columns have 1", Assert.Throws<DatasetException>(builder.Build).Message);
        AssertError(() => builder.Add(price, "red"), "'price' is Numeric; the value is for Categorical");
        AssertError(() => builder.Add(colour, 1f), "'colour' is Categorical; the value is for Numeric");
        AssertError(() => builder.Add(block, [0, 3], [1, 1]), "column 3; expected ascending columns below 3");
        AssertError(() => builder.Add(block, [1, 1], [1, 1]), "column 1; expected");
        AssertError(() => builder.Add(block, [1], [1, 1]), "1 columns and 2 values");
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddFeature("wide", FeatureType.Numeric, width: 2));
        builder.Add(colour, null);
        builder.Add(block, [], []);
        builder.AddTarget(1);
        builder.AddTarget(2);
        Assert.Contains("feature 'price' has 1 values; other columns have 2", Assert.Throws<DatasetException>(builder.Build).Message);
        Assert.Equal(0, new DatasetBuilder().Build().Rows);

        static void AssertError(Action add, string part) => Assert.Contains(part, Assert.Throws<ArgumentException>(add).Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Parts_of_ranks_aligned_and_put_together_are_the_table_built_at_once(int ranks)
    {
        var table = Tables.Mixed(10);       // so few rows that ranks lack levels, classes and groups; the first of 4 has none
        var parts = ThreadGang.Run(ranks, (gang, _) =>
        {
            var (start, end) = (10 * gang.Rank * gang.Rank / (ranks * ranks), 10 * (gang.Rank + 1) * (gang.Rank + 1) / (ranks * ranks));
            return Build(table, Enumerable.Range(start, end - start)).Align(gang);
        }, TestContext.Current.CancellationToken);
        AssertEqual(Build(table, Enumerable.Range(0, 10)), Dataset.Concat(parts));
    }

    [Fact]
    public void Levels_that_are_equal_on_all_ranks_stay_as_they_are()
    {
        var table = Named(Tables.Mixed(12));
        Assert.NotEqual(table.Schema[2].Levels.Order(), table.Schema[2].Levels);
        var parts = ThreadGang.Run(2, (gang, _) => table.Slice(6 * gang.Rank, 6).Align(gang), TestContext.Current.CancellationToken);
        AssertEqual(table, Dataset.Concat(parts));
    }

    [Fact]
    public void Ranks_that_read_other_tables_are_told()
    {
        var more = Tables.Mixed(5).WithFeature(new("more", FeatureType.Numeric), new float[5]);
        AssertError(rank => Named(rank == 0 ? Tables.Mixed(5) : more), "rank 1 has the features");
        AssertError(_ => Tables.Mixed(5), "groups without names");

        static void AssertError(Func<int, Dataset> table, string part) =>
            Assert.Contains(
                part, Assert.Throws<DatasetException>(() => ThreadGang.Run(2, (gang, _) => table(gang.Rank).Align(gang))).Message);
    }

    static Dataset Named(Dataset rows) => new(rows.Schema, rows.Rows, Columns(rows))
    {
        Classes = rows.Classes,
        ClassNames = rows.ClassNames,
        Groups = rows.Groups,
        GroupNames = [.. Enumerable.Range(0, rows.Rows).Select(i => $"group {i}")],
    };

    static Dataset Build(Dataset table, IEnumerable<int> rows, bool byRows = true)
    {
        var builder = new DatasetBuilder();
        foreach (var feature in table.Schema.Features) builder.AddFeature(feature.Name, feature.Type, feature.Width);
        Action<int>[] cells =
        [
            row => builder.Add(0, table.Numeric(0)[row]),
            row => builder.Add(1, table.Numeric(1)[row]),
            row => builder.Add(2, Level(table, row)),
            row => builder.Add(3, table.Texts(3)[row]),
            row => builder.Add(4, table.Sparse(4).ColumnsOf(row), table.Sparse(4).ValuesOf(row)),
            row => builder.AddTarget(table.Target![row]),
            row => builder.AddClass(table.ClassNames[table.Classes![row]]),
            row => builder.AddWeight(table.Weights![row]),
            row => builder.AddGroup($"g{table.Groups![row]}"),
            row => builder.AddTime(new DateTime(table.Times![row])),
        ];
        if (byRows)
            foreach (var row in rows) Array.ForEach(cells, cell => cell(row));
        else
            foreach (var cell in cells) rows.ToList().ForEach(cell);
        return builder.Build();
    }

    static IEnumerable<string> Texts(Dataset rows) =>
        Enumerable.Range(0, rows.Rows).Select(i => $"{Level(rows, i)} {rows.ClassNames[rows.Classes![i]]}");

    static string? Level(Dataset rows, int row) => rows.Codes(2)[row] is var code && code < 0 ? null : rows.Schema[2].Levels[code];

    static IReadOnlyList<object> Columns(Dataset rows) => [.. Enumerable.Range(0, rows.Schema.Count).Select(rows.Column)];

    static void AssertEqual(Dataset expected, Dataset actual)
    {
        Assert.Equal(expected.Schema, actual.Schema);
        Assert.Equal(expected.Rows, actual.Rows);
        for (var i = 0; i < expected.Schema.Count; i++)
        {
            if (expected.Schema[i].Type != FeatureType.Sparse) Assert.Equal(expected.Column(i), actual.Column(i));
            else
                for (var row = 0; row < expected.Rows; row++)
                {
                    Assert.Equal(expected.Sparse(i).ColumnsOf(row), actual.Sparse(i).ColumnsOf(row));
                    Assert.Equal(expected.Sparse(i).ValuesOf(row), actual.Sparse(i).ValuesOf(row));
                }
        }
        Assert.Equal(expected.Target, actual.Target);
        Assert.Equal(expected.Classes, actual.Classes);
        Assert.Equal(expected.ClassNames, actual.ClassNames);
        Assert.Equal(expected.Weights, actual.Weights);
        Assert.Equal(expected.Groups, actual.Groups);
        Assert.Equal(expected.GroupNames, actual.GroupNames);
        Assert.Equal(expected.Times, actual.Times);
    }
}
