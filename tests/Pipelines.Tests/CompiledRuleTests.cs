using CsCheck;
using DistributedML.Data;
using DistributedML.Data.DuckDb;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Rules;

namespace DistributedML.Tests.Pipelines;

public sealed class CompiledRuleTests : IDisposable
{
    static readonly Gen<string> Letters = Gen.OneOf("a", "b", "0", "9", "٣", "_", " ", "\n", "\t", "é", "😀", "-", "'", "İ", "K").Array[0, 6].Select(string.Concat);

    // Patterns of the documented language, nested up to three deep.
    static readonly Gen<string> Patterns = Gen.Recursive<string>((depth, inner) => depth > 3 ? Atoms : Gen.OneOf(
        Atoms,
        Gen.Select(inner, Gen.OneOf("*", "+", "?", "{2}", "{1,}", "{0,2}", "*?")).Select((atom, quantifier) => $"(?:{atom}){quantifier}"),
        Gen.Select(inner, inner).Select((left, right) => left + right),
        Gen.Select(inner, inner).Select((left, right) => $"({left}|{right})")));

    readonly DuckDatabase _database = new(1, 64, Path.Combine(Path.GetTempPath(), "dml-rules"));
    readonly DuckConnection _connection;

    public CompiledRuleTests() => _connection = _database.Connect();

    static Gen<string> Atoms => Gen.OneOf("a", "b", "0", ".", @"\d", @"\w", @"\s", @"\D", @"\W", @"\S", "[ab]", "[^a]", "[a-c0-9]", @"[\d_-]", @"[^\s]", "😀", "é", @"\-", @"\n", "()");

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }

    [Fact]
    public void A_pattern_means_the_same_in_SQL_and_for_events() =>
        Gen.Select(Patterns, Letters.Array[8]).Sample(
            (pattern, texts) => AgreesOn(new ColumnRule { Column = "x", Pattern = pattern }, ColumnType.String, texts, (rule, text) => rule.Check(text)),
            iter: 300, threads: 1);

    [Theory]
    [InlineData("(?:a+|)+")]
    [InlineData("(?:(?:a+)?)+")]
    [InlineData(@"(?:(?:((?:\W)+|()))+)+")]
    public void What_may_be_empty_can_be_repeated(string pattern) =>
        Assert.True(AgreesOn(new ColumnRule { Column = "x", Pattern = pattern }, ColumnType.String, ["", "a", "aa", "b", "-", "--"], (rule, text) => rule.Check(text)));

    [Fact]
    public void A_list_of_texts_means_the_same_in_SQL_and_for_events() =>
        Gen.Select(Letters.Array[0, 3], Letters.Array[8], Gen.Bool).Sample(
            (allowed, texts, notNull) => AgreesOn(
                new ColumnRule { Column = "x", In = allowed, NotNull = notNull }, ColumnType.String, [.. texts, .. allowed, (string?)null], (rule, text) => rule.Check(text)),
            iter: 100, threads: 1);

    [Fact]
    public void Bounds_of_doubles_mean_the_same_in_SQL_and_for_events() =>
        Gen.Select(Bounds, Numbers.Array[8]).Sample(
            (rule, values) => AgreesOn(rule, ColumnType.Double, [.. values.Select(value => (double?)value), double.NaN, null], (compiled, value) => value is null ? compiled.CheckNull() : compiled.Check(value.Value)),
            iter: 200, threads: 1);

    [Fact]
    public void Bounds_of_integers_mean_the_same_in_SQL_and_for_events() =>
        Gen.Select(Bounds, Gen.Long.Array[4], Gen.Long[-3, 3].Array[4]).Sample(
            (rule, large, small) => AgreesOn(
                rule, ColumnType.Integer, [.. large.Concat(small).Select(value => (long?)value), (1L << 53) + 1, null], (compiled, value) => value is null ? compiled.CheckNull() : compiled.Check(value.Value)),
            iter: 200, threads: 1);

    static Gen<double> Numbers => Gen.OneOf(Gen.Double[-3, 3], Gen.OneOf(-1.0, 0, -0.0, 1, 0.1, 1e300, double.Epsilon, 9007199254740992));

    static Gen<ColumnRule> Bounds => Gen.Select(Numbers.Nullable(), Numbers.Nullable(), Numbers.Nullable(), Numbers.Nullable(), Gen.Bool)
        .Select((min, max, above, below, notNull) => new ColumnRule { Column = "x", Min = min, Max = max, Above = above, Below = below, NotNull = notNull });

    bool AgreesOn<T>(ColumnRule rule, ColumnType type, IReadOnlyList<T> values, Func<CompiledRule, T, string?> check)
    {
        var compiled = new CompiledRule(rule, type);
        var sqlType = type switch { ColumnType.String => "varchar", ColumnType.Integer => "bigint", _ => "double" };
        var rows = string.Join(", ", values.Select((value, i) => $"({i}, {Literal(value)}::{sqlType})"));
        var agrees = true;
        foreach (var batch in _connection.Read($"select ({compiled.Sql})::int as holds, {compiled.ReasonSql} as reason from (values {rows}) t(i, x) order by i", TestContext.Current.CancellationToken))
        {
            for (var row = 0; row < batch.Length; row++)
            {
                var reason = check(compiled, values[row]);
                agrees &= (reason is null) == (batch.ShortIntegers("holds")[row] == 1) && (reason is null) == (batch.Texts("reason").Text(row) is null);
                if (type == ColumnType.String) agrees &= reason == batch.Texts("reason").Text(row);
                agrees &= reason == check(compiled, values[row]);   // strings that it held for are remembered
            }
        }
        return agrees;
    }

    static string Literal(object? value) => value switch
    {
        null => "null",
        string text => RuleSql.Text(text),
        double number => $"'{number:R}'",
        _ => $"'{value}'",
    };

    [Fact]
    public void A_rule_that_holds_allocates_nothing()
    {
        var rule = new CompiledRule(new ColumnRule { Column = "item", Pattern = @"\d{5}[A-Za-z]*", In = ["85123A", "71053"] }, ColumnType.String);
        var bounds = new CompiledRule(new ColumnRule { Column = "price", Above = 0, Max = 10 }, ColumnType.Double);
        for (var i = 0; i < 1_000; i++) Assert.Null(rule.Check("85123A") ?? bounds.Check(2.5));   // the automaton is built as it goes
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            if ((rule.Check("85123A") ?? bounds.Check(2.5)) is not null) throw new InvalidOperationException();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [InlineData("[A-Z&&]+", @"[A-Z\x{26}\x{26}]+")]   // an intersection to Java
    [InlineData(@"(a|\s)*?.", @"(?:a|[\t\n\f\r ])*[^\n]")]   // to Java \s holds a vertical tab too
    [InlineData("é😀-[^#x]", @"\x{E9}\x{1F600}\x{2D}[^\x{23}x]")]
    public void A_pattern_is_written_for_SQL_so_that_RE2_and_Java_read_it_alike(string pattern, string sql) => Assert.Equal(sql, new Pattern(pattern).Sql);

    [Fact]
    public void Words_that_cannot_name_a_table_are_those_of_DuckDB()
    {
        var words = _connection.Read("select keyword_name from duckdb_keywords() where keyword_category in ('reserved', 'type_function')", TestContext.Current.CancellationToken)
            .SelectMany(batch => Enumerable.Range(0, batch.Length).Select(row => batch.Texts("keyword_name").Text(row)!)).ToHashSet();
        Assert.Equal(words.Order(), DistributedML.Pipelines.Yaml.SqlWords.Reserved.Order());
    }

    [Theory]
    [InlineData("a**")]
    [InlineData("(a")]
    [InlineData("a)")]
    [InlineData("[a")]
    [InlineData("[z-a]")]
    [InlineData("a{2,1}")]
    [InlineData("a{5000}")]
    [InlineData(@"(a)\1")]
    [InlineData("(?=a)")]
    [InlineData(@"\bword")]
    [InlineData(@"\p{L}")]
    [InlineData("[[:alpha:]]")]
    [InlineData("a$")]
    [InlineData("\\")]
    public void What_two_engines_would_read_differently_is_refused(string pattern) => Assert.Contains("character", Assert.Throws<FormatException>(() => new Pattern(pattern)).Message);
}
