using CsCheck;
using DistributedML.Registry;

namespace DistributedML.Tests.Registry;

public class AliasTests
{
    [Fact]
    public void Rollbacks_walk_back_through_the_promotions_that_hold()
    {
        using var temporary = new TemporaryRegistry();
        temporary.RegisterVersions(4);
        var registry = temporary.Registry;
        foreach (var version in (int[])[1, 2, 3]) registry.Promote("recommender", "champion", version);

        Assert.Equal((2, 3), Change(registry.Rollback("recommender", "champion")));
        Assert.Equal((4, 2), Change(registry.Promote("recommender", "champion", 4)));
        Assert.Equal((2, 4), Change(registry.Rollback("recommender", "champion")));   // not 3, which was rolled back
        Assert.Equal((1, 2), Change(registry.Rollback("recommender", "champion")));
        var exception = Assert.Throws<RegistryException>(() => registry.Rollback("recommender", "champion"));
        Assert.Contains("no version had it before version 1", exception.Message);
        Assert.Equal(1, registry.AliasVersion("recommender", "champion"));

        Assert.Equal(
            [(1, 2), (2, 4), (4, 2), (2, 3), (3, 2), (2, 1), (1, null)],
            registry.AliasHistory("recommender", "champion").Select(Change));
        Assert.Equal(3, registry.AliasHistory("recommender", "champion").Count(change => change.Kind == AliasChangeKind.RolledBack));
    }

    [Fact]
    public void Aliases_of_models_are_independent()
    {
        using var temporary = new TemporaryRegistry();
        temporary.RegisterVersions(2);
        temporary.RegisterVersions(1, "forecaster");
        var registry = temporary.Registry;
        registry.Promote("recommender", ModelAlias.Champion, 1);
        var challenger = registry.Promote("recommender", ModelAlias.Challenger, 2);
        registry.Promote("forecaster", ModelAlias.Champion, 1);

        Assert.Equal(2, registry.GetVersion("recommender", ModelAlias.Challenger).Version);
        Assert.Equal([new("recommender", "challenger", 2, challenger.Time)], registry.Aliases("recommender").Where(alias => alias.Alias == "challenger"));
        Assert.Equal(["champion"], registry.Aliases("forecaster").Select(alias => alias.Alias));
        Assert.Equal([2, 1], registry.Models().Single(model => model.Name == "recommender").Aliases.Select(alias => alias.Version));
        Assert.Null(registry.AliasVersion("forecaster", ModelAlias.Challenger));
        Assert.Null(registry.AliasVersion("unknown", ModelAlias.Champion));
    }

    [Fact]
    public void Promoting_the_version_that_has_the_alias_changes_nothing()
    {
        using var temporary = new TemporaryRegistry();
        temporary.RegisterVersions(1);
        var first = temporary.Registry.Promote("recommender", "champion", 1);
        Assert.Equal(first, temporary.Registry.Promote("recommender", "champion", 1));
        Assert.Single(temporary.Registry.AliasHistory("recommender", "champion"));
    }

    [Fact]
    public void Of_two_operators_who_saw_the_same_champion_one_succeeds()
    {
        using var temporary = new TemporaryRegistry();
        temporary.RegisterVersions(3);
        using var other = ModelRegistry.Open(temporary.Folder);
        temporary.Registry.Promote("recommender", "champion", 1, expected: null);
        temporary.Registry.Promote("recommender", "champion", 2, expected: 1);

        var exception = Assert.Throws<AliasMovedException>(() => other.Promote("recommender", "champion", 3, expected: 1));
        Assert.Equal((1, 2), (exception.Expected, exception.Found));
        Assert.Throws<AliasMovedException>(() => other.Promote("recommender", "champion", 3, expected: null));
        Assert.Throws<AliasMovedException>(() => other.Rollback("recommender", "champion", expected: 1));
        Assert.Equal(2, other.AliasVersion("recommender", "champion"));
        Assert.Equal(1, other.Rollback("recommender", "champion", expected: 2).Version);
    }

    [Fact]
    public void Of_many_threads_that_compare_and_swap_exactly_one_succeeds()
    {
        using var temporary = new TemporaryRegistry();
        temporary.RegisterVersions(9);
        temporary.Registry.Promote("recommender", "champion", 1);
        var successes = 0;
        Parallel.For(2, 10, new ParallelOptions { MaxDegreeOfParallelism = 8 }, version =>
        {
            try
            {
                temporary.Registry.Promote("recommender", "champion", version, expected: 1);
                Interlocked.Increment(ref successes);
            }
            catch (AliasMovedException)
            {
            }
        });
        Assert.Equal(1, successes);
        Assert.Equal(2, temporary.Registry.AliasHistory("recommender", "champion").Count);
    }

    // The oracle keeps plain lists: versions in order, and for each alias a stack of versions and a list of its moves.
    sealed class Oracle
    {
        public List<long> Contents { get; } = [];

        public Dictionary<string, Stack<int>> Stacks { get; } = new() { ["champion"] = [], ["challenger"] = [] };

        public Dictionary<string, List<(int, int?)>> Moves { get; } = new() { ["champion"] = [], ["challenger"] = [] };

        public int? Current(string alias) => Stacks[alias].TryPeek(out var version) ? version : null;

        public bool Promote(string alias, int version)
        {
            if (version > Contents.Count) return false;
            if (Current(alias) == version) return true;
            Moves[alias].Add((version, Current(alias)));
            Stacks[alias].Push(version);
            return true;
        }

        public bool Rollback(string alias)
        {
            if (Stacks[alias].Count < 2) return false;
            var previous = Stacks[alias].Pop();
            Moves[alias].Add((Stacks[alias].Peek(), previous));
            return true;
        }
    }

    [Fact]
    public void Any_sequence_of_operations_does_what_plain_lists_do()
    {
        var alias = Gen.Bool.Select(champion => champion ? "champion" : "challenger");
        var version = Gen.Int[1, 5];
        var operation = Gen.Frequency(
            (2, Gen.Long[1, 6].Select(content => new Action<Oracle, ModelRegistry>((oracle, registry) => Register(oracle, registry, content)))),
            (3, Gen.Select(alias, version, (name, number) => new Action<Oracle, ModelRegistry>((oracle, registry) =>
                Same(oracle.Promote(name, number), () => registry.Promote("recommender", name, number))))),
            (2, Gen.Select(alias, version, version, (name, number, expected) => new Action<Oracle, ModelRegistry>((oracle, registry) =>
                Same(number <= oracle.Contents.Count && oracle.Current(name) == expected && oracle.Promote(name, number),
                    () => registry.Promote("recommender", name, number, expected))))),
            (3, alias.Select(name => new Action<Oracle, ModelRegistry>((oracle, registry) =>
                Same(oracle.Rollback(name), () => registry.Rollback("recommender", name))))));

        operation.Array[1, 25].Sample(operations =>
        {
            using var temporary = new TemporaryRegistry();
            var oracle = new Oracle();
            foreach (var apply in operations) apply(oracle, temporary.Registry);
            Compare(oracle, temporary.Registry);
        }, iter: 50, threads: 1);
    }

    static void Register(Oracle oracle, ModelRegistry registry, long content)
    {
        var known = oracle.Contents.IndexOf(content);
        if (known < 0) oracle.Contents.Add(content);
        using var run = registry.StartRun(TemporaryRegistry.Inputs());
        var version = registry.Register(run, "recommender", TemporaryRegistry.Columns, writer => writer.Write(content));
        Assert.Equal(known < 0 ? oracle.Contents.Count : known + 1, version.Version);
        run.Finish();
    }

    static void Same(bool expected, Action operation)
    {
        if (expected) operation();
        else Assert.ThrowsAny<RegistryException>(operation);
    }

    static void Compare(Oracle oracle, ModelRegistry registry)
    {
        if (oracle.Contents.Count == 0)
        {
            Assert.Empty(registry.Models());
            return;
        }
        Assert.Equal(
            oracle.Contents.Select((content, index) => (index + 1, content)),
            registry.Versions("recommender").Reverse().Select(version => (version.Version, registry.Load(version, reader => reader.ReadInt64()))));
        foreach (var (alias, moves) in oracle.Moves)
        {
            Assert.Equal(oracle.Current(alias), registry.AliasVersion("recommender", alias));
            if (moves.Count > 0) Assert.Equal(moves.AsEnumerable().Reverse(), registry.AliasHistory("recommender", alias).Select(Change));
        }
    }

    static (int, int?) Change(AliasChange change) => (change.Version, change.Previous);
}
