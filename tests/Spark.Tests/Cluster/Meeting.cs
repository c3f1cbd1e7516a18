using System.Globalization;
using Apache.Arrow;
using Microsoft.Spark;

namespace DistributedML.Tests.Spark.Cluster;

/// <summary>A folder in which functions on the executors say that they run, and wait until the test lets them go on.</summary>
sealed class Meeting : IDisposable
{
    // Guards against hanging only.
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public string Folder { get; } = Directory.CreateTempSubdirectory("dml-meeting-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>The function: once a batch is on its way it names its process and waits, without a look at whether Spark still wants it.</summary>
    public static IEnumerable<RecordBatch> Hold(IEnumerable<RecordBatch> batches, string folder)
    {
        var seen = 0;
        foreach (var batch in batches)
        {
            if (seen++ == 1) Wait(folder);
            yield return batch;
        }
    }

    /// <summary>Waits for a condition.</summary>
    public static async Task UntilAsync(Func<bool> holds, string what)
    {
        var end = DateTime.UtcNow + Limit;
        while (!holds())
        {
            Assert.True(DateTime.UtcNow < end, $"in {Limit.TotalSeconds} s it did not happen that {what}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The processes of the first attempts of as many partitions, once all of them wait; ends with <paramref name="run"/> if that fails.</summary>
    public async Task<int[]> ProcessesAsync(int partitions, Task run)
    {
        var files = Enumerable.Range(0, partitions).Select(partition => Name(Folder, partition, attempt: 0)).ToList();
        await UntilAsync(() => run.IsFaulted || files.All(file => File.Exists(file) && new FileInfo(file).Length > 0), "all functions run");
        if (run.IsFaulted) await run;
        return [.. files.Select(file => int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture))];
    }

    public bool WasTried(int partition, int attempt) => File.Exists(Name(Folder, partition, attempt));

    /// <summary>When one of the functions was last seen to wait.</summary>
    public DateTime LastSign() => Directory.EnumerateFiles(Folder).Max(File.GetLastWriteTimeUtc);

    public void GoOn() => File.WriteAllText(Path.Combine(Folder, "go"), "");

    static void Wait(string folder)
    {
        var sign = Name(folder, TaskContext.Current!.PartitionId, TaskContext.Current.AttemptNumber);
        File.WriteAllText(sign, $"{Environment.ProcessId}");
        while (!File.Exists(Path.Combine(folder, "go")))
        {
            Thread.Sleep(20);
            File.SetLastWriteTimeUtc(sign, DateTime.UtcNow);
        }
    }

    static string Name(string folder, int partition, int attempt) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{partition}-{attempt}"));
}
