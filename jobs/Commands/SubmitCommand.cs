using System.CommandLine;
using System.Diagnostics;
using DistributedML.Jobs.Cli;
using DistributedML.Spark.Connect;

namespace DistributedML.Jobs.Commands;

/// <summary><c>dml submit</c>: runs a job against a Spark server; what <c>spark-submit.sh</c> calls.</summary>
static class SubmitCommand
{
    public static Command Create(Terminal terminal)
    {
        var master = new Option<string?>("--master") { Description = "Start a Connect server on this master with SPARK_HOME: local[N], spark://HOST:PORT, yarn, k8s://... Left out: local[*].", HelpName = "MASTER" };
        var remote = new Option<string?>("--remote") { Description = "Use the Connect server that runs there instead.", HelpName = "sc://HOST:PORT" };
        var conf = new Option<string[]>("--conf") { Description = "A setting of Spark for the server that is started; may be given often.", HelpName = "KEY=VALUE" };
        var worker = new Option<string?>("--worker") { Description = "The worker program where it is installed at the same path on every machine. Left out: the worker is sent to the executors.", HelpName = "PATH" };
        var job = new Argument<string[]>("job") { Description = "JOB.dll, a program, or a command of dml; then its arguments.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("submit", """
            Run a job on Spark: start a Connect server when none is given, run the job, show stages and tasks, stop what was started.

            The job finds the server in SPARK_REMOTE. The exit code is the job's.

            Examples:
              dml submit --master local[2] -- etl --data incoming
              dml submit --master spark://node1:7077 --conf spark.executor.memory=4g -- MyJob.dll s3a://logs/2026
            """) { master, remote, conf, worker, job };
        command.SetAction(async (result, cancel) =>
        {
            var words = result.GetValue(job)!;
            if (result.GetValue(remote) is { } address)
            {
                if (result.GetValue(master) is not null) throw new CommandException("--master and --remote exclude each other: name the cluster to start a server on, or the server that runs", ExitCode.Usage);
                return await RunAsync(words, address, cancel);
            }
            var home = Environment.GetEnvironmentVariable("SPARK_HOME") is { Length: > 0 } found ? found
                : throw new CommandException("SPARK_HOME is not set; name the folder of a Spark 4 distribution with it, or a running server with --remote sc://HOST:PORT", ExitCode.Unavailable);
            var installed = result.GetValue(worker);
            await using var server = await terminal.Stage("spark", async progress =>
            {
                progress.Report(new("starting a Connect server"));
                return await LocalServer.StartAsync(home, result.GetValue(master) ?? "local[*]", Settings(result.GetValue(conf) ?? []), installed ?? LocalServer.FindWorker(), installed is not null, cancel);
            }, _ => $"{result.GetValue(master) ?? "local[*]"}");
            return await RunAsync(words, server.Address, cancel);
        });
        return command;
    }

    static Dictionary<string, string> Settings(IEnumerable<string> texts)
    {
        var settings = new Dictionary<string, string>();
        foreach (var text in texts)
        {
            var pair = text.Split('=', 2);
            if (pair.Length != 2 || pair[0].Length == 0) throw new CommandException($"--conf {text}: expected KEY=VALUE", ExitCode.Usage);
            settings[pair[0]] = pair[1];
        }
        return settings;
    }

    static async Task<int> RunAsync(string[] words, string address, CancellationToken cancel)
    {
        var start = new ProcessStartInfo { UseShellExecute = false };
        start.Environment["SPARK_REMOTE"] = address;
        start.Environment[ConsoleProgress.Variable] = "1";
        string[] arguments;
        if (words[0].EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
        {
            if (!File.Exists(words[0])) throw new CommandException($"{words[0]}: no such file", ExitCode.BadInput);
            (start.FileName, arguments) = ("dotnet", words);
        }
        else if (File.Exists(words[0]))
        {
            (start.FileName, arguments) = (words[0], words[1..]);
        }
        else
        {
            (start.FileName, arguments) = (Environment.ProcessPath!, [.. OwnProgram(), .. words, "--engine", CommonOptions.SparkEngine]);
        }
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        try
        {
            await process.WaitForExitAsync(cancel);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            await StopAsync(process);
            throw;
        }
    }

    /// <summary>Lets a job that got the same signal end by itself, and kills it when it does not.</summary>
    static async Task StopAsync(Process process)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    // dml runs as an executable of its own or as an argument of dotnet.
    static string[] OwnProgram() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(SubmitCommand).Assembly.Location] : [];
}
