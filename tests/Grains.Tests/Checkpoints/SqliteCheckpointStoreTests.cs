using DistributedML.Grains.Checkpoints;

namespace DistributedML.Tests.Grains.Checkpoints;

public sealed class SqliteCheckpointStoreTests : CheckpointStoreLaws, IDisposable
{
    readonly TemporaryFolder _folder = new();

    protected override ICheckpointStore Store() => new SqliteCheckpointStore(Path.Combine(_folder.Path, "state.db"));

    [Fact]
    public void A_file_that_is_no_database_is_named()
    {
        var file = Path.Combine(_folder.Path, "state.db");
        File.WriteAllText(file, new string('x', 10_000));
        Assert.Contains(file, Assert.Throws<IOException>(() => new SqliteCheckpointStore(file)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
