using System.Diagnostics;
using DistributedML.Grains.Silo;

namespace DistributedML.Tests.Grains.Silo;

/// <summary>A silo whose disk, a small file system that only a child process sees, fills up and is given room again.</summary>
public sealed class FullDiskTests : IDisposable
{
    public const string Argument = "--child-full-disk";
    const int MayNotMount = 2;
    const string Script = "mount -t tmpfs -o size=6m tmpfs \"$1\" || exit 2; exec \"$2\" \"$3\" \"$1\"";
    static readonly List<ShopRow> Rows = Shop.Rows(4_000);
    readonly TemporaryFolder _work = new();

    [Fact]
    public async Task Shards_on_a_full_disk_say_so_and_go_on_from_their_last_checkpoint_once_there_is_room()
    {
        var start = new ProcessStartInfo("unshare", ["-rm", "sh", "-c", Script, "sh", _work.Path, Environment.ProcessPath!, Argument]) { RedirectStandardOutput = true };
        using var child = Process.Start(start)!;
        var lines = (await child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.SkipWhen(child.ExitCode == MayNotMount, "this user may not mount a file system");
        Assert.Contains(lines, line => line.StartsWith("error: checkpoints cannot be written to", StringComparison.Ordinal) && line.Contains("full", StringComparison.Ordinal));

        using var otherWork = new TemporaryFolder();
        await using var undisturbed = await DmlSilo.StartAsync(Shop.Options(otherWork.Path, "full"), TestContext.Current.CancellationToken);
        await Shop.Replay(undisturbed, Rows);
        await Shop.WaitFor(undisturbed.Deployments, Shop.EventsOf(Rows));
        Assert.Equal(await Shop.Hashes(undisturbed), lines.Where(line => line.StartsWith("hash: ", StringComparison.Ordinal)).Select(line => line[6..]));
    }

    public void Dispose() => _work.Dispose();

    /// <summary>The child: prints a shard's error while the disk is full, and the hashes of all states in the end.</summary>
    internal static async Task<int> Run(string work)
    {
        await using var silo = await DmlSilo.StartAsync(Shop.Options(work, "full") with { LogLevel = Microsoft.Extensions.Logging.LogLevel.None });
        await Shop.Replay(silo, Rows.Take(2_000));
        await Shop.WaitFor(silo.Deployments, Shop.EventsOf([.. Rows.Take(2_000)]));
        var ballast = Path.Combine(work, "ballast");
        Fill(ballast);
        await Shop.Replay(silo, Rows.Skip(2_000), new());
        string? error = null;
        for (var deadline = DateTime.UtcNow.AddSeconds(30); error is null && DateTime.UtcNow < deadline; await Task.Delay(20))
            error = (await Shop.All(silo.Deployments)).Select(shard => shard.Error).FirstOrDefault(problem => problem is not null);
        Console.WriteLine($"error: {error}");
        File.Delete(ballast);
        await Shop.WaitFor(silo.Deployments, Shop.EventsOf(Rows));
        foreach (var hash in await Shop.Hashes(silo)) Console.WriteLine($"hash: {hash}");
        return 0;
    }

    static void Fill(string file)
    {
        using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true) stream.Write(new byte[4096]);
        }
        catch (IOException)
        {
            // full
        }
    }
}
