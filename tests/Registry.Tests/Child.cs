using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using DistributedML.Registry;
using DistributedML.Registry.Storage;

namespace DistributedML.Tests.Registry;

/// <summary>This program as a second process: with the variable set it does what the variable says instead of running tests.</summary>
static class Child
{
    const string Variable = "REGISTRY_TESTS_CHILD";

    public static Process Start(string work, string folder, int argument = 0)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Registry.Tests")) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment[Variable] = string.Create(CultureInfo.InvariantCulture, $"{work}|{folder}|{argument}");
        return Process.Start(start)!;
    }

    /// <summary>Starts with a file system of 512 KiB over the folder, which only the child sees; exit code 2 when this user may not mount.</summary>
    public static Process StartOnSmallDisk(string work, string folder)
    {
        const string Script = "mount -t tmpfs -o size=512k tmpfs \"$1\" || exit 2; exec \"$2\"";
        string[] arguments = ["-rm", "sh", "-c", Script, "sh", folder, Path.Combine(AppContext.BaseDirectory, "Registry.Tests")];
        var start = new ProcessStartInfo("unshare", arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment[Variable] = $"{work}|{folder}|0";
        return Process.Start(start)!;
    }

    [ModuleInitializer]
    public static void Run()
    {
        if (Environment.GetEnvironmentVariable(Variable)?.Split('|') is not [var work, var folder, var argument]) return;
        try
        {
            Do(work, folder, int.Parse(argument, CultureInfo.InvariantCulture));
        }
        catch (RegistryException exception)
        {
            Console.Error.WriteLine(exception.Message);
        }
        Environment.Exit(0);
    }

    static void Do(string work, string folder, int argument)
    {
        switch (work)
        {
            case "register":
                using (var registry = ModelRegistry.Open(folder))
                    for (var i = 0; i < 20; i++) Register(registry, argument * 1_000 + i);
                break;
            case "register until killed":
                using (var registry = ModelRegistry.Open(folder))
                    for (var i = 0; ; i++)
                    {
                        Register(registry, argument * 1_000_000 + i);
                        if (i == 0) Console.WriteLine("started");
                    }
            case "die before the row":
                new ArtifactStore(folder).Write(writer => writer.Write(7L));
                Process.GetCurrentProcess().Kill();
                break;
            case "die while writing":
                using (var registry = ModelRegistry.Open(folder))
                    registry.Register(registry.StartRun(TemporaryRegistry.Inputs()), "recommender", [], writer =>
                    {
                        writer.Write(new byte[1 << 20]);
                        Process.GetCurrentProcess().Kill();
                    });
                break;
            case "die before the commit":
                using (var database = new RegistryDatabase(Path.Combine(folder, "registry.db"), Schema.Migrations))
                    database.Write(connection =>
                    {
                        connection.Execute("update aliases set version = 1");
                        Process.GetCurrentProcess().Kill();
                        return true;
                    });
                break;
            case "fill the disk with a model":
                FillDisk(folder, (registry, run) => registry.Register(run, "recommender", [], writer => writer.Write(new byte[1 << 20])));
                break;
            case "fill the disk with rows":
                FillDisk(folder, (_, run) => run.LogMetrics(Enumerable.Range(0, 20_000).Select(step => new Metric("loss", step, step))));
                break;
            default:
                throw new ArgumentException(work);
        }
    }

    // Says on the standard error what was said about the full disk, on the standard output what is there afterwards.
    static void FillDisk(string folder, Action<ModelRegistry, ActiveRun> fill)
    {
        using var registry = ModelRegistry.Open(folder);
        Register(registry, 1);
        var ballast = Path.Combine(folder, "ballast");
        File.WriteAllBytes(ballast, new byte[1 << 16]);
        using (var run = registry.StartRun(TemporaryRegistry.Inputs(data: "data-2")))
        {
            try
            {
                fill(registry, run);
            }
            catch (RegistryException exception)
            {
                Console.Error.WriteLine(exception.Message);
            }
            Console.WriteLine($"{registry.Versions("recommender").Count} versions, {registry.Metrics(run.Id).Count} metrics, {Directory.GetFiles(Path.Combine(folder, "artifacts")).Length} files");
        }
        File.Delete(ballast);   // the user makes room
        Register(registry, 2);
        Console.WriteLine($"then {registry.Versions("recommender").Count} versions");
    }

    static void Register(ModelRegistry registry, long content)
    {
        using var run = registry.StartRun(TemporaryRegistry.Inputs());
        var version = registry.Register(run, "recommender", TemporaryRegistry.Columns, writer => writer.Write(content));
        registry.Promote("recommender", ModelAlias.Champion, version.Version);
        run.Finish();
    }
}
