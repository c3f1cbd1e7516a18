using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DistributedML.Benchmarks;

/// <summary>
/// What the load generator sees of a server that does nothing else while the machine's cores are taken: a process that answers every request at once, with a constant, and
/// in which, from the first line of its standard input to the second, as many threads as there are cores never rest.
/// </summary>
static class EmptyServer
{
    const string Answer = """{"keys":["a","b"]}""";   // enough for the load generator
    static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);   // about as long as a replay
    static volatile bool _busy;

    public static Command Command()
    {
        var command = new Command("empty", "Answers every request with a constant while all cores are busy; what 'stream' compares its queries with.");
        command.SetAction((_, cancel) => Run(cancel));
        return command;
    }

    /// <summary>What the load generator sees of a server in a process of its own.</summary>
    public static async Task<LoadFigures> Measure(CancellationToken cancel)
    {
        using var server = ChildProcess.Start("empty");
        var address = await server.StandardOutput.ReadLineAsync(cancel) ?? throw new BenchmarkException("the empty server did not start");
        using var load = await Load.Prepare(new Uri(address), cancel);
        await server.StandardInput.WriteLineAsync("busy");
        await load.Start();
        await Task.Delay(Duration, cancel);
        var figures = await load.Stop(cancel);
        server.StandardInput.Close();
        await server.WaitForExitAsync(cancel);
        return figures;
    }

    static async Task Run(CancellationToken cancel)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var server = builder.Build();
        server.MapGet("/{**path}", () => Results.Text(Answer, "application/json"));
        await server.StartAsync(cancel);
        Console.WriteLine(server.Urls.First());
        _busy = Console.ReadLine() is not null;
        for (var thread = 0; thread < Environment.ProcessorCount; thread++) new Thread(NeverRest) { IsBackground = true }.Start();
        Console.ReadLine();
        _busy = false;
    }

    static void NeverRest()
    {
        while (_busy) Thread.SpinWait(1_000);
    }
}
