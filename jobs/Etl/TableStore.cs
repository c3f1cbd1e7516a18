using System.Globalization;
using System.Text;
using DistributedML.Pipelines;
using DistributedML.Registry.Storage;

namespace DistributedML.Jobs.Etl;

/// <summary>
/// Versions of a pipeline's tables: a folder each, in tables/PIPELINE of the work folder, and a file "current" that names the published one. It is replaced by a rename, so
/// that readers see the old version or the new one, whole, whenever a run ends and however.
/// </summary>
sealed class TableStore(string workFolder, Pipeline pipeline)
{
    const int FilesAtATime = 16;

    readonly string _folder = Path.Combine(workFolder, "tables", pipeline.Name);

    string Pointer => Path.Combine(_folder, "current");

    /// <summary>The published version; null when there is none.</summary>
    internal (PublishedFiles Files, Manifest Manifest)? Current
    {
        get
        {
            if (!File.Exists(Pointer)) return null;
            var files = new PublishedFiles(Path.Combine(_folder, File.ReadAllText(Pointer).Trim()), pipeline.Table.Name);
            return Manifest.Read(files.Manifest) is { } manifest ? (files, manifest) : null;
        }
    }

    /// <summary>Removes what runs left that did not end.</summary>
    internal void Clean()
    {
        if (!Directory.Exists(_folder)) return;
        var current = Current?.Files.Folder;
        foreach (var folder in Directory.EnumerateDirectories(_folder).Where(folder => folder != current)) Directory.Delete(folder, recursive: true);
        WholeFile.RemoveLeft(_folder, TimeSpan.Zero);
    }

    /// <summary>Makes an empty folder for the next version.</summary>
    internal PublishedFiles Begin()
    {
        var last = Current is { } current && int.TryParse(Path.GetFileName(current.Files.Folder), out var number) ? number : 0;
        var files = new PublishedFiles(Path.Combine(_folder, (last + 1).ToString("D6", CultureInfo.InvariantCulture)), pipeline.Table.Name);
        if (Directory.Exists(files.Folder)) Directory.Delete(files.Folder, recursive: true);
        Directory.CreateDirectory(Path.Combine(files.Folder, files.Table));
        return files;
    }

    /// <summary>Takes a day's files over from the published version, without copying where the file system can.</summary>
    internal static void Keep(string day, PublishedFiles from, PublishedFiles to)
    {
        Directory.CreateDirectory(to.Day(day));
        foreach (var file in Directory.EnumerateFiles(from.Day(day)))
        {
            var target = Path.Combine(to.Day(day), Path.GetFileName(file));
            if (!HardLink.TryCreate(file, target)) File.Copy(file, target);
        }
    }

    /// <summary>Gives a version up, and returns where its quarantine can be read until the next run.</summary>
    internal string Refuse(PublishedFiles files)
    {
        var refused = Path.Combine(_folder, "refused");
        Directory.CreateDirectory(refused);
        var quarantine = Path.Combine(refused, Path.GetFileName(files.Quarantine));
        File.Move(files.Quarantine, quarantine, overwrite: true);
        Directory.Delete(files.Folder, recursive: true);
        return quarantine;
    }

    /// <summary>Makes a version, whose table's files are on the disk, the published one, and removes the one before.</summary>
    internal void Publish(PublishedFiles files, Manifest manifest)
    {
        foreach (var file in Directory.EnumerateFiles(files.Folder, "*.parquet")) WholeFile.Flush(file);
        WholeFile.Write(files.Manifest, manifest.Bytes());
        WholeFile.Write(Pointer, Encoding.UTF8.GetBytes(Path.GetFileName(files.Folder)));
        Clean();
    }

    /// <summary>Brings a folder's tables to the disk: many at a time, since file systems write what is flushed together at once.</summary>
    internal static Task FlushAsync(string folder, CancellationToken cancel) => Parallel.ForEachAsync(
        Directory.EnumerateFiles(folder, "*.parquet", SearchOption.AllDirectories),
        new ParallelOptions { MaxDegreeOfParallelism = FilesAtATime, CancellationToken = cancel },
        (file, _) =>
        {
            WholeFile.Flush(file);
            return ValueTask.CompletedTask;
        });
}
