using System.Diagnostics;
using System.Globalization;
using DistributedML.Tests.Spark.Cluster;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Jobs.Commands;

/// <summary><c>dml submit</c> to a standalone cluster whose executors do not have the worker.</summary>
public sealed class SubmitTests(StandaloneCluster cluster) : IClassFixture<StandaloneCluster>, IDisposable
{
    const string OutputVariable = "DML_TEST_OUTPUT";

    readonly string _folder = Directory.CreateTempSubdirectory("dml-submit-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_job_runs_on_the_cluster_from_start_to_end_and_leaves_nothing()
    {
        var master = await cluster.MasterAsync();
        var (output, temporary) = (Path.Combine(_folder, "output"), Directory.CreateDirectory(Path.Combine(_folder, "temporary")).FullName);
        var settings = cluster.Settings.SelectMany(setting => (string[])["--conf", $"{setting.Key}={setting.Value}"]);
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "dml.dll"), "submit", "--master", master, .. settings, "--", Path.Combine(AppContext.BaseDirectory, "Jobs.Tests"), "--filter-method", $"*.{nameof(Squares)}"];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, Environment = { [OutputVariable] = output, ["TMPDIR"] = temporary } };
        using var submit = Process.Start(start)!;
        var texts = await Task.WhenAll(submit.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), submit.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await submit.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(submit.ExitCode == 0, string.Join('\n', texts));
        Assert.Matches("stage [0-9]+: 3/3 tasks", texts[1]);
        var lines = File.ReadAllLines(output).Select(line => line.Split(' ')).ToList();
        Assert.Equal(Enumerable.Range(0, 3).Select(n => $"{n * n}"), lines.Select(line => line[0]).Order());
        Assert.All(lines, line => Assert.StartsWith(cluster.Folder, line[1]));
        Assert.Equal(["0", "2", "4"], File.ReadAllLines($"{output}.stream").Order());
        Assert.Empty(Directory.GetFileSystemEntries(temporary, "dml-spark*"));
        Assert.Empty(Processes.Of(temporary));
        await Meeting.UntilAsync(() => !Processes.Of(cluster.Folder).Any(process => process.Command.Contains("CoarseGrainedExecutorBackend")), "the executors end");
    }

    /// <summary>Not a test but the job of the one above: it finds the server by itself, its function says which program runs it, and a stream's function runs beside the driver.</summary>
    [Fact]
    public async Task Squares()
    {
        var output = Environment.GetEnvironmentVariable(OutputVariable);
        Assert.SkipWhen(output is null, "the job of another test");
        await using var spark = await SparkSession.Builder().GetOrCreateAsync(TestContext.Current.CancellationToken);
        var square = Udf<long, string>(n => string.Create(CultureInfo.InvariantCulture, $"{n * n} {Path.GetFullPath(Environment.ProcessPath!)}"));
        await File.WriteAllLinesAsync(output, await spark.Range(0, 3, 1, 3).Select(square(Col("id"))).As<string>().ToListAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

        spark.Range(0, 3, 1, 1).Write().Parquet($"{output}.in");
        spark.ReadStream().Schema("id BIGINT").Parquet($"{output}.in").WriteStream().Option("checkpointLocation", $"{output}.checkpoint").Trigger(Trigger.AvailableNow())
            .ForeachBatch((batch, _) => File.WriteAllLines($"{output}.stream", batch.MapRows<long, long>(n => 2 * n).As<long>().Collect().Select(n => $"{n}"))).Start().AwaitTermination();
    }
}
