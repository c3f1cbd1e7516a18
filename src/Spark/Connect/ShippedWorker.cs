using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;

namespace DistributedML.Spark.Connect;

/// <summary>
/// The worker program on its way to executors that do not have it: an archive (<c>spark.archives</c>), which each executor unpacks in its working folder when it starts.
/// Spark starts a worker in the session's folder within that, so that one relative path names it on every machine.
/// </summary>
static class ShippedWorker
{
    /// <summary>The folder that the archive is unpacked to.</summary>
    const string Folder = "dml-worker";

    /// <summary>The program as an executor finds it (PYSPARK_PYTHON).</summary>
    public static string Program(string worker) => $"../{Folder}/{Path.GetFileName(worker)}";

    /// <summary>Packs the worker and what it needs but the .NET runtime, and answers the value for <c>spark.archives</c>.</summary>
    /// <param name="worker">The program; what it needs lies beside it, with files of other programs.</param>
    /// <param name="folder">Where the archive is made.</param>
    public static string Pack(string worker, string folder)
    {
        var path = Path.Combine(folder, $"{Folder}.tar.gz");
        using var file = File.Create(path);
        using var compressed = new GZipStream(file, CompressionLevel.Fastest);
        using var archive = new TarWriter(compressed, TarEntryFormat.Ustar);
        foreach (var part in Parts(worker)) archive.WriteEntry(part, Path.GetFileName(part));
        return $"{new Uri(path).AbsoluteUri}#{Folder}";
    }

    /// <summary>Lets the driver's machine find the program by the same relative path, from a working folder that it answers: there Spark starts the worker of a stream.</summary>
    public static string RunFolder(string worker, string folder)
    {
        Directory.CreateSymbolicLink(Path.Combine(folder, Folder), Path.GetDirectoryName(Path.GetFullPath(worker))!);
        return Directory.CreateDirectory(Path.Combine(folder, "run")).FullName;
    }

    static IEnumerable<string> Parts(string worker)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(worker))!;
        var dependencies = $"{worker}.deps.json";
        using var document = JsonDocument.Parse(File.ReadAllBytes(dependencies));
        var assemblies = document.RootElement.GetProperty("targets").EnumerateObject().SelectMany(target => target.Value.EnumerateObject())
            .SelectMany(library => library.Value.TryGetProperty("runtime", out var files) ? files.EnumerateObject().Select(assembly => Path.GetFileName(assembly.Name)) : []);
        // A program on ASP.NET has some of them in its framework instead, for what the worker does beside a driver alone.
        return [worker, dependencies, $"{worker}.runtimeconfig.json", .. assemblies.Distinct().Select(assembly => Path.Combine(folder, assembly)).Where(File.Exists)];
    }
}
