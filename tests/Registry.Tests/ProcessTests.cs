using System.Diagnostics;
using DistributedML.Registry;

namespace DistributedML.Tests.Registry;

public class ProcessTests
{
    [Fact]
    public async Task Processes_that_register_at_once_get_distinct_dense_versions()
    {
        var folder = Directory.CreateTempSubdirectory("registry-").FullName;   // no registry yet: they also make it at once
        var children = Enumerable.Range(1, 3).Select(seed => Child.Start("register", folder, seed)).ToList();
        foreach (var child in children) Assert.Equal("", (await Result(child)).Error);

        using (var registry = ModelRegistry.OpenExisting(folder))
        {
            Assert.Equal(Enumerable.Range(1, 60).Reverse(), registry.Versions("recommender").Select(version => version.Version));
            Assert.Equal(60, registry.Versions("recommender").Select(version => version.Hash).Distinct().Count());
            Assert.Equal(60, registry.AliasHistory("recommender", ModelAlias.Champion).Count);
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Threads_that_register_at_once_get_distinct_dense_versions()
    {
        using var temporary = new TemporaryRegistry();
        Parallel.For(1, 41, new ParallelOptions { MaxDegreeOfParallelism = 8 }, content => temporary.Register(content: content));
        Assert.Equal(Enumerable.Range(1, 40).Reverse(), temporary.Registry.Versions("recommender").Select(version => version.Version));
    }

    [Theory]
    [InlineData("die before the row")]
    [InlineData("die while writing")]
    public async Task A_process_killed_before_its_version_is_committed_leaves_no_version(string death)
    {
        using var temporary = new TemporaryRegistry();
        await Result(Child.Start(death, temporary.Folder));

        Assert.Single(Directory.GetFiles(Path.Combine(temporary.Folder, "artifacts")));   // what the child left; it harms nobody
        Assert.Empty(temporary.Registry.Models());
        Assert.Equal(1, temporary.Register(content: 7).Version);
        Assert.Equal(7, temporary.Registry.Load(temporary.Registry.GetVersion("recommender", 1), reader => reader.ReadInt64()));
    }

    [Fact]
    public async Task A_process_killed_before_it_commits_has_changed_nothing()
    {
        using var temporary = new TemporaryRegistry();
        temporary.RegisterVersions(2);
        temporary.Registry.Promote("recommender", ModelAlias.Champion, 2);
        await Result(Child.Start("die before the commit", temporary.Folder));
        Assert.Equal(2, temporary.Registry.AliasVersion("recommender", ModelAlias.Champion));
        temporary.Registry.Promote("recommender", ModelAlias.Champion, 1);   // the dead writer's lock is gone
    }

    [Fact]
    public async Task A_process_killed_at_any_time_leaves_whole_versions_only_and_its_run_interrupted()
    {
        using var temporary = new TemporaryRegistry();
        for (var round = 1; round <= 4; round++)
        {
            using var child = Child.Start("register until killed", temporary.Folder, round);
            Assert.Equal("started", await child.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
            await Task.Delay(7 * round, TestContext.Current.CancellationToken);
            child.Kill();
            await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var registry = temporary.Registry;
        var versions = registry.Versions("recommender");
        Assert.Equal(Enumerable.Range(1, versions.Count).Reverse(), versions.Select(version => version.Version));
        Assert.All(versions, version => registry.Load(version, reader => reader.ReadInt64()));
        Assert.InRange(registry.AliasVersion("recommender", ModelAlias.Champion)!.Value, versions.Count - 1, versions.Count);
        var runs = registry.Runs(limit: int.MaxValue);
        Assert.DoesNotContain(runs, run => run.Status == RunStatus.Running);
        Assert.InRange(runs.Count(run => run.Status == RunStatus.Interrupted), 0, 4);
        Assert.All(runs.Where(run => run.Status == RunStatus.Finished), run => Assert.Single(registry.VersionsOf(run.Id)));
    }

    [Theory]
    [InlineData("fill the disk with a model", "disk full while writing an artifact into")]
    [InlineData("fill the disk with rows", "registry.db'; nothing was changed")]
    public async Task A_full_disk_is_said_and_changes_nothing(string work, string expected)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/unshare"), "needs unshare, to mount a small file system");
        var folder = Directory.CreateTempSubdirectory("registry-").FullName;
        using var child = Child.StartOnSmallDisk(work, folder);
        var output = await child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var (exit, error) = await Result(child);
        Directory.Delete(folder, recursive: true);

        Assert.SkipWhen(exit is 1 or 2 && output.Length == 0, $"this user may not mount a small file system: {error}");
        Assert.Equal(0, exit);
        Assert.Contains(expected, error);
        Assert.Equal(["1 versions, 0 metrics, 1 files", "then 2 versions"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    static async Task<(int Exit, string Error)> Result(Process process)
    {
        using (process)
        {
            var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, error);
        }
    }
}
