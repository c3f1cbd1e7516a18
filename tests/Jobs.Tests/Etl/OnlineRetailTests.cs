using DistributedML.Engines;
using DistributedML.Jobs.Cli;
using DistributedML.Jobs.Etl;
using DistributedML.Models;
using DistributedML.Pipelines;

namespace DistributedML.Tests.Jobs.Etl;

public sealed class OnlineRetailTests : IAsyncDisposable
{
    readonly string _work = Directory.CreateTempSubdirectory("dml-etl-").FullName;
    readonly LocalEngine _engine;

    public OnlineRetailTests() => _engine = new LocalEngine(Path.Combine(_work, "spill"));

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        Directory.Delete(_work, recursive: true);
    }

    [Fact]
    public async Task The_table_of_Online_Retail_has_the_facts_that_are_known_of_it()
    {
        var data = Environment.GetEnvironmentVariable("DML_ONLINE_RETAIL");
        Assert.SkipWhen(data is null, "DML_ONLINE_RETAIL does not name the folder of the daily files");
        var pipeline = ModelKinds.Standard.ReadPipeline(CommonOptions.DefaultPipeline);
        var cancel = TestContext.Current.CancellationToken;

        var report = await EtlJob.RunAsync(pipeline, data, _work, _engine, cancel: cancel);
        var again = await EtlJob.RunAsync(pipeline, data, _work, _engine, cancel: cancel);

        TestContext.Current.SendDiagnosticMessage("whole run {0:F2} s, second run {1:F2} s", report.Seconds, again.Seconds);
        Assert.Equal(305, report.FilesRead);
        Assert.Equal(541_909, report.RowsIn);
        Assert.Equal(report.RowsIn, report.RowsOut + report.RowsQuarantined + report.RowsDropped);
        Assert.Equal(
            [541_909, 25_900, 4_372, 9_288, 135_080, 5_268, 9_747_747.934],   // README of the data: counted with other tools
            report.Facts.Select(fact => fact.Value!.Value));
        Assert.Equal(EtlMode.Unchanged, again.Mode);
        Assert.Equal(0, again.FilesRead);
        Assert.Equal(report.Fingerprint, again.Fingerprint);
        Assert.Equal(report.Facts, again.Facts);
    }
}
