using DistributedML.Registry;

namespace DistributedML.Tests.Registry;

public class VersionTests
{
    [Fact]
    public void A_version_keeps_what_was_registered()
    {
        using var temporary = new TemporaryRegistry();
        var registry = temporary.Registry;
        using var run = registry.StartRun(TemporaryRegistry.Inputs());
        var before = DateTimeOffset.UtcNow;

        var version = registry.Register(run, "recommender", TemporaryRegistry.Columns, writer => writer.Write(42L));

        Assert.Equal("recommender v1", version.ToString());
        Assert.Equal(run.Id, version.RunId);
        Assert.Equal(8, version.Size);
        Assert.InRange(version.Created, before, DateTimeOffset.UtcNow);
        // printf '\052\0\0\0\0\0\0\0' | sha256sum
        Assert.Equal("ed049108bc18f2c64369e8d0ea42850bdd1a7d1dd340cfde716315579702a76c", version.Hash);
        Assert.Equal(TemporaryRegistry.Columns, version.Schema);
        using var reopened = ModelRegistry.OpenExisting(temporary.Folder);
        var read = reopened.GetVersion("recommender", 1);
        Assert.Equivalent(version, read, strict: true);
        Assert.Equal(42, reopened.Load(read, reader => reader.ReadInt64()));
    }

    [Fact]
    public void Versions_of_each_model_count_from_one_without_gaps()
    {
        using var temporary = new TemporaryRegistry();
        temporary.RegisterVersions(3);
        temporary.RegisterVersions(2, "forecaster");

        Assert.Equal([3, 2, 1], temporary.Registry.Versions("recommender").Select(version => version.Version));
        Assert.Equal([2, 1], temporary.Registry.Versions("forecaster").Select(version => version.Version));
        Assert.Equal([("forecaster", 2), ("recommender", 3)], temporary.Registry.Models().Select(model => (model.Name, model.Latest)));
    }

    [Fact]
    public void The_same_work_registered_again_adds_no_version_but_counts_for_both_runs()
    {
        using var temporary = new TemporaryRegistry();
        var first = temporary.Register();
        var again = temporary.Register();

        Assert.Equivalent(first, again, strict: true);
        Assert.Single(temporary.Registry.Versions("recommender"));
        var newest = temporary.Registry.Runs()[0].Id;
        Assert.NotEqual(first.RunId, newest);
        Assert.Equal(1, Assert.Single(temporary.Registry.VersionsOf(newest)).Version);
        Assert.Equal(1, Assert.Single(temporary.Registry.VersionsOf(first.RunId)).Version);
    }

    [Theory]
    [InlineData(2, "data-1", "options-1", "code-1", "recommender", 2)]
    [InlineData(1, "data-2", "options-1", "code-1", "recommender", 2)]
    [InlineData(1, "data-1", "options-2", "code-1", "recommender", 2)]
    [InlineData(1, "data-1", "options-1", "code-2", "recommender", 2)]
    [InlineData(1, "data-1", "options-1", "code-1", "forecaster", 1)]
    public void Other_bytes_data_options_code_or_name_make_another_version(
        long content, string data, string options, string code, string model, int expected)
    {
        using var temporary = new TemporaryRegistry();
        Register(1, new RunInputs("train", "data-1", "options-1", "code-1"), "recommender");
        Assert.Equal(expected, Register(content, new RunInputs("train", data, options, code), model).Version);

        ModelVersion Register(long bytes, RunInputs inputs, string name)
        {
            using var run = temporary.Registry.StartRun(inputs);
            return temporary.Registry.Register(run, name, TemporaryRegistry.Columns, writer => writer.Write(bytes));
        }
    }

    [Fact]
    public void Another_schema_makes_another_version()
    {
        using var temporary = new TemporaryRegistry();
        temporary.Register();
        using var run = temporary.Registry.StartRun(TemporaryRegistry.Inputs());
        Assert.Equal(2, temporary.Registry.Register(run, "recommender", [new("customer", "string")], writer => writer.Write(1L)).Version);
    }

    [Fact]
    public void Equal_bytes_are_stored_once()
    {
        using var temporary = new TemporaryRegistry();
        var versions = new[] { "data-1", "data-2" }.Select(data => temporary.Register(data: data)).ToList();

        Assert.Equal([1, 2], versions.Select(version => version.Version));
        Assert.Equal(versions[0].File, versions[1].File);
        Assert.Single(Directory.GetFiles(Path.Combine(temporary.Folder, "artifacts")));
    }

    [Fact]
    public void A_damaged_artifact_is_refused_with_its_file_and_both_hashes()
    {
        using var temporary = new TemporaryRegistry();
        var version = temporary.Register();
        var path = Path.Combine(temporary.Folder, version.File);
        var bytes = File.ReadAllBytes(path);
        bytes[3] ^= 1;
        File.WriteAllBytes(path, bytes);

        var exception = Assert.Throws<RegistryException>(() => temporary.Registry.Load(version, reader => reader.ReadInt64()));
        Assert.Contains(path, exception.Message);
        Assert.Contains(version.Hash, exception.Message);
        Assert.Contains(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), exception.Message);
    }

    [Fact]
    public void A_missing_artifact_is_named()
    {
        using var temporary = new TemporaryRegistry();
        var version = temporary.Register();
        File.Delete(Path.Combine(temporary.Folder, version.File));

        var exception = Assert.Throws<RegistryException>(() => temporary.Registry.Load(version, reader => reader.ReadInt64()));
        Assert.Contains($"recommender v1 is missing: '{Path.Combine(temporary.Folder, version.File)}'", exception.Message);
    }

    [Fact]
    public void Registering_the_same_bytes_again_heals_a_damaged_artifact()
    {
        using var temporary = new TemporaryRegistry();
        var version = temporary.Register();
        File.WriteAllText(Path.Combine(temporary.Folder, version.File), "damaged");
        temporary.Register();
        Assert.Equal(1, temporary.Registry.Load(version, reader => reader.ReadInt64()));
    }

    [Fact]
    public void An_artifact_that_the_reader_does_not_use_up_is_refused()
    {
        using var temporary = new TemporaryRegistry();
        var version = temporary.Register();
        var exception = Assert.Throws<RegistryException>(() => temporary.Registry.Load(version, reader => reader.ReadInt32()));
        Assert.Contains("has 8 bytes but Int32 reads only 4", exception.Message);
    }

    [Fact]
    public void An_artifact_that_fails_to_be_written_leaves_no_file_and_no_version()
    {
        using var temporary = new TemporaryRegistry();
        using var run = temporary.Registry.StartRun(TemporaryRegistry.Inputs());
        Assert.Throws<InvalidOperationException>(() => temporary.Registry.Register(run, "recommender", [], writer =>
        {
            writer.Write(new byte[100_000]);
            throw new InvalidOperationException();
        }));
        Assert.Empty(Directory.GetFiles(Path.Combine(temporary.Folder, "artifacts")));
        Assert.Empty(temporary.Registry.Models());
    }

    [Fact]
    public void Only_abandoned_temporary_files_are_removed_on_opening()
    {
        using var temporary = new TemporaryRegistry();
        var abandoned = Path.Combine(temporary.Folder, "artifacts", $"{Guid.NewGuid():N}.tmp");
        var fresh = Path.Combine(temporary.Folder, "artifacts", $"{Guid.NewGuid():N}.tmp");
        File.WriteAllText(abandoned, "half");
        File.SetLastWriteTimeUtc(abandoned, DateTime.UtcNow.AddHours(-2));
        File.WriteAllText(fresh, "another process writes it");

        ModelRegistry.Open(temporary.Folder).Dispose();
        Assert.False(File.Exists(abandoned));
        Assert.True(File.Exists(fresh));
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("v7")]
    [InlineData("a/b")]
    [InlineData("a b")]
    public void Names_that_commands_or_paths_could_misread_are_refused(string name)
    {
        using var temporary = new TemporaryRegistry();
        using var run = temporary.Registry.StartRun(TemporaryRegistry.Inputs());
        Assert.Contains($"'{name}'", Assert.Throws<RegistryException>(() => temporary.Registry.Register(run, name, [], _ => { })).Message);
        temporary.Register();
        Assert.Contains($"'{name}'", Assert.Throws<RegistryException>(() => temporary.Registry.Promote("recommender", name, 1)).Message);
    }
}
