using DistributedML.Jobs;
using DistributedML.Registry.Storage;
using DistributedML.Tests.Jobs.Commands;

namespace DistributedML.Tests.Jobs.Cli;

public sealed class SpillFolderTests
{
    [Fact]
    public void What_a_killed_process_left_is_removed_and_nothing_else()
    {
        using var work = new TemporaryWork();
        var gone = ProcessIdentity.Current with { Id = int.MaxValue };
        string[] names = [$"tmp-{gone}", $"tmp-{ProcessIdentity.Current}", "tmp-notes", "tables"];
        foreach (var name in names) Directory.CreateDirectory(Path.Combine(work.Path, name, "deep"));
        Assert.Equal(Path.Combine(work.Path, names[1]), SpillFolder.Of(work.Path));
        Assert.Equal([.. names[1..].Order(StringComparer.Ordinal)], Directory.EnumerateDirectories(work.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }
}
