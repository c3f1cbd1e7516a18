using DistributedML.Registry.Storage;

namespace DistributedML.Tests.Registry;

public sealed class WholeFileTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("whole-file-").FullName;

    string Target => Path.Combine(_folder, "below", "current");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_has_its_old_content_until_it_has_the_new_one()
    {
        WholeFile.Write(Target, "old"u8);
        using (var whole = new WholeFile(Path.GetDirectoryName(Target)!))
        {
            File.WriteAllText(whole.Scratch, "new");
            Assert.Equal("old", File.ReadAllText(Target));
            whole.Publish(Target);
            Assert.Equal("new", File.ReadAllText(Target));
        }
        Assert.Equal([Target], Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void What_is_not_published_leaves_nothing()
    {
        using (var whole = new WholeFile(_folder)) File.WriteAllText(whole.Scratch, "half");
        using (new WholeFile(_folder)) { }
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public void Only_scratch_files_of_the_age_are_removed()
    {
        var (old, fresh) = (new WholeFile(_folder).Scratch, new WholeFile(_folder).Scratch);
        var other = Path.Combine(_folder, "notes.tmp");
        foreach (var file in (string[])[old, fresh, other]) File.WriteAllText(file, "half");
        foreach (var file in (string[])[old, other]) File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddHours(-2));
        WholeFile.RemoveLeft(_folder, TimeSpan.FromHours(1));
        Assert.Equal(new HashSet<string> { fresh, other }, [.. Directory.EnumerateFiles(_folder)]);
        WholeFile.RemoveLeft(_folder, TimeSpan.Zero);
        Assert.Equal([other], Directory.EnumerateFiles(_folder));
    }
}
