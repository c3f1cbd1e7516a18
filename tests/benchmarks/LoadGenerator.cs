using System.CommandLine;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DistributedML.Benchmarks;

/// <summary>
/// Asks a silo for recommendations at fixed times, whether earlier answers have come or not (open loop), and counts each answer from the time at which
/// it was due, so that a stall of the silo is not left out (no coordinated omission). Says "ready", then starts and stops on lines
/// of its standard input, then prints its figures as JSON.
/// </summary>
static partial class LoadGenerator
{
    const int WarmUp = 3_000;   // until neither this process nor the silo compiles any more for these requests
    const long SliceNanoseconds = 100_000;

    public static Command Command()
    {
        var url = new Option<string>("--url") { Description = "The silo's address.", Required = true };
        var rate = new Option<double>("--rate") { Description = "Requests a second.", DefaultValueFactory = _ => 200 };
        var deployment = new Option<string>("--deployment") { Description = "The recommender's deployment, whose keys are asked for.", DefaultValueFactory = _ => "customers" };
        var command = new Command("load", "Asks for recommendations at a fixed rate; the second process of the benchmark 'stream'.") { url, rate, deployment };
        command.SetAction((result, cancel) => Run(new Uri(result.GetValue(url)!), result.GetValue(rate), result.GetValue(deployment)!, cancel));
        return command;
    }

    static async Task Run(Uri url, double rate, string deployment, CancellationToken cancel)
    {
        using var client = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromSeconds(10) };
        var keys = (await client.GetFromJsonAsync<JsonNode>($"api/keys/{Uri.EscapeDataString(deployment)}?count=1000", cancel))!["keys"]!.AsArray();
        var paths = keys.Select(key => $"api/recommendations/{Uri.EscapeDataString((string)key!)}").ToArray();
        var warming = Stopwatch.StartNew();
        for (var i = 0; i < WarmUp && !cancel.IsCancellationRequested; i++) await Ask(client, paths[i % paths.Length], warming, warming.Elapsed);

        Console.WriteLine("ready");
        if (Console.ReadLine() is null) return;
        var stop = OnThreadOfItsOwn(Console.ReadLine);
        var answers = await Task.WhenAll(await OnThreadOfItsOwn(() => Send(client, paths, rate, stop)));
        Console.WriteLine(JsonSerializer.Serialize(Figures(answers), JsonSerializerOptions.Web));
    }

    // The pool has as many threads as there are cores, and all of them are for the answers.
    static Task<T> OnThreadOfItsOwn<T>(Func<T> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    static List<Task<Answer>> Send(HttpClient client, string[] paths, double rate, Task stop)
    {
        BeOnTime();
        var answers = new List<Task<Answer>>();
        var watch = Stopwatch.StartNew();
        while (!stop.IsCompleted)
        {
            var due = TimeSpan.FromSeconds(answers.Count / rate);
            SleepUntil(watch, due);
            answers.Add(Ask(client, paths[answers.Count % paths.Length], watch, due));
        }
        return answers;
    }

    static async Task<Answer> Ask(HttpClient client, string path, Stopwatch watch, TimeSpan due)
    {
        var late = watch.Elapsed - due;
        try
        {
            using var response = await client.GetAsync(path).ConfigureAwait(false);   // the answer is complete when this returns
            return new(watch.Elapsed - due, late, response.IsSuccessStatusCode);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return new(watch.Elapsed - due, late, Good: false);
        }
    }

    static LoadFigures Figures(Answer[] answers)
    {
        var latencies = answers.Select(answer => answer.Latency.TotalMilliseconds).Order().ToArray();
        var late = answers.Select(answer => answer.Late.TotalMilliseconds).Order().ToArray();
        return new(answers.Length, answers.Count(answer => !answer.Good), Percentile(latencies, 0.5), Percentile(latencies, 0.99), Percentile(latencies, 0.999), latencies[^1], Percentile(late, 0.99));
    }

    /// <summary>The smallest value that the given share of the values does not exceed.</summary>
    static double Percentile(double[] sorted, double share) => sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];

    /// <summary>Sleeps, without spinning, to about 0.1 ms on Linux and 1 ms elsewhere.</summary>
    static void SleepUntil(Stopwatch watch, TimeSpan due)
    {
        while (due - watch.Elapsed is var left && left > TimeSpan.Zero)
        {
            if (OperatingSystem.IsLinux()) NanoSleep(new TimeSpec((nint)left.TotalSeconds, (nint)(left.Ticks % TimeSpan.TicksPerSecond * 100)), 0);
            else Thread.Sleep(1);
        }
    }

    /// <summary>Asks Linux (6.12 and later) to let this thread, which never works for long, run as soon as it wakes: its lateness is not the silo's.</summary>
    static void BeOnTime()
    {
        if (OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64) _ = SetScheduling(314, 0, new() { Size = 48, Runtime = SliceNanoseconds }, 0);
    }

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint SetScheduling(nint call, int thread, in Scheduling scheduling, uint flags);   // sched_setattr, which libc does not wrap

    /// <summary>struct sched_attr.</summary>
    struct Scheduling
    {
        public uint Size, Policy;
        public ulong Flags;
        public int Nice;
        public uint Priority;
        public long Runtime, Deadline, Period;
    }

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    private static partial int NanoSleep(in TimeSpec time, nint remaining);

    readonly record struct TimeSpec(nint Seconds, nint Nanoseconds);

    readonly record struct Answer(TimeSpan Latency, TimeSpan Late, bool Good);
}

/// <summary>What the load generator saw; times in milliseconds.</summary>
/// <param name="Requests">Requests sent.</param>
/// <param name="Failed">Those without a good answer.</param>
/// <param name="P50">Median from due to answered.</param>
/// <param name="P99">99th percentile.</param>
/// <param name="P999">99.9th percentile.</param>
/// <param name="Max">The longest.</param>
/// <param name="SentLateP99">By how much the generator itself was late; part of the times above.</param>
sealed record LoadFigures(int Requests, int Failed, double P50, double P99, double P999, double Max, double SentLateP99);
