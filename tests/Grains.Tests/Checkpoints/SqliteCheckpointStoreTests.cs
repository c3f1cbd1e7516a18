using DistributedML.Grains.Checkpoints;
using DistributedML.Models.Streams;
using Microsoft.Data.Sqlite;

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

    [Theory]
    [InlineData("update entries set state = x'0103' where key = 'a'")]
    [InlineData("update entries set key = 'c' where key = 'a'")]
    [InlineData("update entries set model = 'other' where key = 'a'")]
    public async Task An_entry_whose_bytes_changed_is_named_and_left_out(string damage)
    {
        await Write(damage, new StateEntry("m", "a", new byte[] { 1, 2 }), new StateEntry("m", "b", new byte[] { 3 }));
        await using var store = Store();
        var opened = await store.Open(new("items", 0), TestContext.Current.CancellationToken);
        Assert.Equal("b", Assert.Single(opened.Entries).Key);
        Assert.Single(opened.Damaged);
    }

    [Fact]
    public async Task A_damaged_position_is_refused_with_the_shard_and_what_to_do()
    {
        await Write("update shards set position = replace(cast(position as text), '\"Offset\":7', '\"Offset\":3')", new StateEntry("m", "a", new byte[] { 1 }));
        await using var store = Store();
        var refused = await Assert.ThrowsAsync<IOException>(() => store.Open(new("items", 0), TestContext.Current.CancellationToken));
        Assert.Contains("the stored position of shard items/0", refused.Message, StringComparison.Ordinal);
        Assert.Contains("remove the file to begin anew", refused.Message, StringComparison.Ordinal);
    }

    async Task Write(string damage, params StateEntry[] entries)
    {
        await using (var store = Store())
        {
            var epoch = (await store.Open(new("items", 0), TestContext.Current.CancellationToken)).Epoch;
            await store.Write(new(new("items", 0), epoch, new() { Incarnation = "x", Offset = 7 }, entries, []));
        }
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(_folder.Path, "state.db"), Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = damage;
        Assert.Equal(1, command.ExecuteNonQuery());
    }

    public void Dispose() => _folder.Dispose();
}
