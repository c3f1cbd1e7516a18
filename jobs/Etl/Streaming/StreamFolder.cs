using System.Globalization;
using DistributedML.Registry.Storage;

namespace DistributedML.Jobs.Etl.Streaming;

/// <summary>
/// The folder of a streaming ETL: three tables of Parquet files and the checkpoint. A batch's files are written aside, under the names that they will have; the checkpoint that
/// counts the batch says where they lie; then they are renamed into the tables. So whenever the process ends, a batch is not there, or all of it is or will be with the next
/// start, each file once and whole.
/// </summary>
sealed class StreamFolder(string folder, string table)
{
    const string Staging = ".staging";

    /// <summary>The checked table: a folder a day.</summary>
    internal string Rows => table;

    /// <summary>Events in quarantine: the table's columns, and rule, reason, file, line, raw.</summary>
    internal string Quarantine => $"{table}_quarantine";

    /// <summary>Dropped rows: the table's columns, and rule, file, line.</summary>
    internal string Dropped => $"{table}_dropped";

    string Checkpoint => Path.Combine(folder, "checkpoint.json");

    /// <summary>Finishes what the run before did not come to do, and returns its checkpoint; null for a new folder.</summary>
    internal StreamCheckpoint? Open()
    {
        var checkpoint = StreamCheckpoint.Read(Checkpoint);
        if (checkpoint?.Staged is { } staged) Show(staged);
        WholeFile.RemoveLeft(folder, TimeSpan.Zero);
        var staging = Path.Combine(folder, Staging);
        if (Directory.Exists(staging))
            foreach (var left in Directory.GetDirectories(staging)) Discard(Path.GetRelativePath(folder, left));
        return checkpoint;
    }

    /// <summary>An empty place for a batch's files, below the folder. Its name is new, since a job of a run that was killed may still write to an older one.</summary>
    internal string Stage()
    {
        var staged = Path.Combine(Staging, Guid.NewGuid().ToString("N"));
        foreach (var name in (string[])[Rows, Quarantine, Dropped]) Directory.CreateDirectory(Place(staged, name));
        return staged;
    }

    /// <summary>A place in the staged batch.</summary>
    internal string Place(string staged, params string[] below) => Path.Combine([folder, staged, .. below]);

    /// <summary>A file's name in a batch: unlike those of all others.</summary>
    internal static string FileName(long batch, int part = 0) => string.Create(CultureInfo.InvariantCulture, $"{batch:D9}-{part}.parquet");

    /// <summary>Gives the staged files of the checked table, as the engine named them, their own names.</summary>
    internal void NameRows(string staged, long batch)
    {
        foreach (var day in Directory.EnumerateDirectories(Place(staged, Rows)).ToList())
        {
            var files = Directory.GetFiles(day, "*.parquet").Order(StringComparer.Ordinal).ToList();
            for (var part = 0; part < files.Count; part++) File.Move(files[part], Path.Combine(day, FileName(batch, part)));
        }
    }

    /// <summary>Makes a staged batch count, and its files part of the tables.</summary>
    internal void Publish(StreamCheckpoint checkpoint)
    {
        WholeFile.Write(Checkpoint, checkpoint.Bytes());
        Show(checkpoint.Staged!);
    }

    /// <summary>Removes a staged batch that does not count, as far as that is possible: a job of Spark's that nobody waits for any more may still write to it.</summary>
    internal void Discard(string staged)
    {
        try
        {
            Directory.Delete(Place(staged), recursive: true);
        }
        catch (IOException)
        {
            // The next run removes it.
        }
    }

    void Show(string staged)
    {
        var place = Place(staged);
        if (!Directory.Exists(place)) return;
        foreach (var file in Directory.EnumerateFiles(place, "*.parquet", SearchOption.AllDirectories).ToList())
        {
            var target = Path.Combine(folder, Path.GetRelativePath(place, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(file, target);
        }
        Directory.Delete(place, recursive: true);
    }
}
