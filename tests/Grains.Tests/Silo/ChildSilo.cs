using System.Diagnostics;
using DistributedML.Grains.Silo;

namespace DistributedML.Tests.Grains.Silo;

/// <summary>A silo in a process of its own, which a test can kill.</summary>
static class ChildSilo
{
    public const string Argument = "--child-silo";

    public static async Task<Process> Start(string work, string topics, string? bootstrap)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        foreach (var argument in (string[])[Argument, work, topics, bootstrap ?? ""]) start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        Assert.StartsWith("started", await process.StandardOutput.ReadLineAsync());
        return process;
    }

    public static async Task<int> Run(string[] args)
    {
        await using var silo = await DmlSilo.StartAsync(Shop.Options(args[1], args[2]) with { Bootstrap = args[3].Length == 0 ? null : args[3], KafkaHome = Environment.GetEnvironmentVariable("KAFKA_HOME") });
        Console.WriteLine($"started {silo.Broker.Bootstrap}");
        await Task.Delay(Timeout.Infinite);
        return 0;
    }
}
