namespace DistributedML.Registry.Storage;

/// <summary>
/// A file that is written beside its place, flushed to the disk and renamed: whenever the process ends, the name stands for the old content or
/// for the new one, whole.
/// </summary>
public sealed class WholeFile : IDisposable
{
    const string Extension = ".tmp";

    /// <summary>Begins a file in a folder, which is made when it is not there; the file itself is the caller's to make.</summary>
    /// <param name="folder">The folder of the file's final place.</param>
    public WholeFile(string folder) => Scratch = Path.Combine(Directory.CreateDirectory(folder).FullName, $"{Guid.NewGuid():N}{Extension}");

    /// <summary>Where the content is written to first: a path that no other process uses.</summary>
    public string Scratch { get; }

    /// <summary>Gives a file another content.</summary>
    public static void Write(string file, ReadOnlySpan<byte> bytes)
    {
        using var whole = new WholeFile(Path.GetDirectoryName(Path.GetFullPath(file))!);
        File.WriteAllBytes(whole.Scratch, bytes);
        whole.Publish(file);
    }

    /// <summary>Brings a file's content to the disk.</summary>
    public static void Flush(string file)
    {
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>Removes what processes left in a folder that ended while they wrote.</summary>
    /// <param name="folder">The folder; need not be there.</param>
    /// <param name="age">How long nothing was written to a file that counts as left; zero where no other process writes to the folder.</param>
    public static void RemoveLeft(string folder, TimeSpan age)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*" + Extension))
        {
            if (Guid.TryParseExact(Path.GetFileNameWithoutExtension(file.Name), "N", out _) && DateTime.UtcNow - file.LastWriteTimeUtc >= age) file.Delete();
        }
    }

    /// <summary>Flushes what was written and gives it its name, instead of what had the name before.</summary>
    /// <param name="file">The final place, in the folder that was given.</param>
    public void Publish(string file)
    {
        Flush(Scratch);
        File.Move(Scratch, file, overwrite: true);
    }

    /// <summary>Removes what was written and not published.</summary>
    public void Dispose() => File.Delete(Scratch);
}
