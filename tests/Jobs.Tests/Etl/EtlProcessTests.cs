using System.Diagnostics;
using System.Text;
using DistributedML.Jobs;
using DistributedML.Jobs.Cli;
using DistributedML.Jobs.Etl;

namespace DistributedML.Tests.Jobs.Etl;

/// <summary>The ETL as a process of its own, that is killed, meets another one, or runs out of disk.</summary>
public class EtlProcessTests
{
    const int NoMount = 77;

    static string Program => Path.Combine(AppContext.BaseDirectory, "dml.dll");

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    static Shop FilledShop(int files, int rows)
    {
        var shop = new Shop();
        File.WriteAllText(Path.Combine(shop.Folder, "shop.yaml"), Shop.Text);
        for (var file = 0; file < files; file++) Fill(shop, file, rows, seed: 1);
        return shop;
    }

    static void Fill(Shop shop, int file, int rows, int seed)
    {
        var random = new Random(seed * 1_000 + file);
        var text = new StringBuilder();
        for (var row = 0; row < rows; row++)
            text.Append($"{file * 100_000 + row / 3},item{(char)('a' + random.Next(26))},{random.Next(20)},2020-{1 + file / 28:D2}-{1 + file % 28:D2} 10:{row % 60:D2},{random.Next(500)}.5,c{random.Next(900)}\n");
        shop.Write($"{file:D3}.csv", text.ToString());
    }

    static Process Start(Shop shop, string? smallDisk = null)
    {
        string[] etl = ["dotnet", Program, "etl", Path.Combine(shop.Folder, "shop.yaml"), "--data", shop.Data, "--work", shop.Work];
        // The file system of a few hundred KiB is seen by the child only.
        string[] command = smallDisk is null ? etl : ["unshare", "-rm", "sh", "-c", $"mount -t tmpfs -o size={smallDisk} tmpfs \"$0\" || exit {NoMount}; exec \"$@\"", shop.Work, .. etl];
        return Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
    }

    [Fact]
    public async Task A_kill_at_any_moment_leaves_the_old_table_or_the_new_one()
    {
        await using var shop = FilledShop(files: 30, rows: 2_000);
        await shop.RunAsync();
        var random = new Random(3);
        var killed = 0;
        for (var round = 0; round < 5; round++)
        {
            var before = await shop.PublishedAsync();
            for (var file = 0; file < 30; file++) Fill(shop, file, 2_000, seed: 10 + round);
            using (var process = Start(shop))
            {
                await Task.Delay(300 + random.Next(2_500), Cancel);
                if (!process.HasExited) killed++;
                process.Kill();
                await process.WaitForExitAsync(Cancel);
            }
            await PublishedTables.Find(shop.Work, shop.Pipeline)!.RegisterAsync(shop.Engine, Cancel);
            var after = await shop.PublishedAsync();
            using (WorkFolder.Take(shop.Work)) await shop.RunAsync();
            Assert.Contains(after, new[] { before, await shop.PublishedAsync() });
            Assert.Equal(2, Directory.GetFileSystemEntries(Path.Combine(shop.Work, "tables", "shop")).Length);   // the version, and the file that names it
        }
        Assert.True(killed > 0, "no run was killed before its end");
    }

    [Fact]
    public async Task A_second_run_on_a_folder_ends_at_once_and_names_the_first()
    {
        await using var shop = FilledShop(files: 1, rows: 10);
        using (WorkFolder.Take(shop.Work))
        {
            using var process = Start(shop);
            var error = await process.StandardError.ReadToEndAsync(Cancel);
            await process.WaitForExitAsync(Cancel);
            Assert.Equal(ExitCode.Busy, process.ExitCode);
            Assert.Contains($"in use by process {Environment.ProcessId}", error);
        }
        using var again = Start(shop);
        await again.WaitForExitAsync(Cancel);
        Assert.Equal(ExitCode.Success, again.ExitCode);
    }

    [Fact]
    public async Task A_full_disk_is_told_and_loses_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs unshare");
        await using var shop = FilledShop(files: 40, rows: 3_000);
        Directory.CreateDirectory(shop.Work);
        using var process = Start(shop, smallDisk: "300k");
        var error = await process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        Assert.SkipWhen(process.ExitCode == NoMount, "this user may not mount");
        Assert.Equal(ExitCode.Unavailable, process.ExitCode);
        Assert.Contains("No space left on device", error);
        Assert.DoesNotContain(" at DistributedML", error);
    }

    [Fact]
    public async Task A_disk_that_fills_up_on_a_later_run_leaves_what_was_published_readable()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs unshare");
        await using var shop = FilledShop(files: 40, rows: 500);
        await shop.RunAsync();
        var expected = await shop.PublishedAsync();
        var small = Path.Combine(shop.Folder, "small");
        var later = Directory.CreateDirectory(Path.Combine(shop.Folder, "later")).FullName;
        foreach (var file in Directory.GetFiles(shop.Data)) File.WriteAllText(Path.Combine(later, Path.GetFileName(file)), File.ReadAllText(file).Replace("item", "thing"));
        Directory.CreateDirectory(small);
        Directory.Delete(shop.Work, recursive: true);
        // A disk of its own, seen by the child only: a run that fits, then all but 200 KiB is filled, then a run with other data. What is left is copied out.
        var script = $"""
            mount -t tmpfs -o size=32m tmpfs "{small}" || exit {NoMount}
            dotnet "{Program}" etl "{shop.Folder}/shop.yaml" --data "{shop.Data}" --work "{small}" || exit 78
            head -c 200k /dev/zero > "{small}/spare"; head -c 64m /dev/zero > "{small}/filler" 2> /dev/null; rm "{small}/spare"
            dotnet "{Program}" etl "{shop.Folder}/shop.yaml" --data "{later}" --work "{small}"
            code=$?
            cp -r "{small}" "{shop.Work}" && exit $code
            """;
        using var process = Process.Start(new ProcessStartInfo("unshare", ["-rm", "sh", "-c", script]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEndAsync(Cancel);
        var error = await process.StandardError.ReadToEndAsync(Cancel);
        await output;
        await process.WaitForExitAsync(Cancel);
        Assert.SkipWhen(process.ExitCode == NoMount, "this user may not mount");

        Assert.Equal(ExitCode.Unavailable, process.ExitCode);
        Assert.Contains("No space left on device", error);
        await PublishedTables.Find(shop.Work, shop.Pipeline)!.RegisterAsync(shop.Engine, Cancel);
        Assert.Equal(expected, await shop.PublishedAsync());
    }

    [Fact]
    public void A_work_folder_that_cannot_be_made_says_so()
    {
        var file = Path.GetTempFileName();
        Assert.Equal(ExitCode.Unavailable, Assert.Throws<CommandException>(() => WorkFolder.Take(Path.Combine(file, "work"))).ExitCode);
        File.Delete(file);
    }
}
