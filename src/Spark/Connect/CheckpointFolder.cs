namespace DistributedML.Spark.Connect;

/// <summary>
/// The folder for checkpoints that a server on this machine starts with. Spark keeps the path, so another folder is chosen by a link that
/// takes its place. Checkpoints
/// that were written before stay where they are, and are found through links beside the later ones.
/// </summary>
static class CheckpointFolder
{
    const string Name = "dml-checkpoints", First = "dml-checkpoints-first";

    /// <summary>The path that Spark gets.</summary>
    /// <param name="folder">The server's own folder.</param>
    public static string Of(string folder) => Path.Combine(folder, Name);

    /// <summary>Whether a server's folder for checkpoints is one of these, and on this machine.</summary>
    public static bool Is(string path) => Path.GetFileName(path) == Name && Directory.Exists(path);

    /// <summary>Lets Spark write into another folder from now on.</summary>
    /// <param name="path">What Spark has as its folder.</param>
    /// <param name="target">The folder to write into.</param>
    public static void Choose(string path, string target)
    {
        // Spark made a folder of its own within the first one, and writes each checkpoint into a folder in there.
        var first = Path.Combine(Path.GetDirectoryName(path)!, First);
        var isFirst = !Directory.Exists(first);
        if (isFirst) Directory.Move(path, first);
        var before = isFirst ? first : Directory.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
        foreach (var own in Directory.GetDirectories(first).Select(folder => Path.GetFileName(folder)))
        {
            Directory.CreateDirectory(Path.Combine(target, own));
            foreach (var checkpoint in Directory.GetDirectories(Path.Combine(before, own)))
            {
                var link = Path.Combine(target, own, Path.GetFileName(checkpoint));
                if (!Directory.Exists(link)) Directory.CreateSymbolicLink(link, Final(checkpoint));
            }
        }
        if (!isFirst) Directory.Delete(path);
        Directory.CreateSymbolicLink(path, target);
    }

    static string Final(string checkpoint) => Directory.ResolveLinkTarget(checkpoint, returnFinalTarget: true)?.FullName ?? checkpoint;
}
