using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace DistributedML.Benchmarks.Micro;

/// <summary>Small loops, each beside the plain way to write it.</summary>
static class MicroBenchmarks
{
    public static Command Command()
    {
        var command = new Command("micro", "Inner loops with BenchmarkDotNet: kernels and the event parser.");
        command.SetAction(_ =>
        {
            var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
                .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "dml-benchmark-micro"));
            BenchmarkRunner.Run<KernelBenchmarks>(config);
            BenchmarkRunner.Run<EventParserBenchmarks>(config);
        });
        return command;
    }
}
