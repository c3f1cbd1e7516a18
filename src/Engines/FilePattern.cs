namespace DistributedML.Engines;

/// <summary>
/// A path that stands for one file or, when it ends in <c>/*.parquet</c> or <c>/*/*.parquet</c>, for those of a folder or of the folders
/// in it. All that
/// stands before is a name as it is, whatever characters it has.
/// </summary>
static class FilePattern
{
    const string Files = "/*.parquet", Folders = "/*";

    /// <summary>The path as an engine's glob.</summary>
    /// <param name="path">The path.</param>
    /// <param name="escape">Writes a name so that the engine's glob matches it alone.</param>
    internal static string Glob(string path, Func<string, string> escape)
    {
        var name = path.EndsWith(Files, StringComparison.Ordinal) ? path[..^Files.Length] : path;
        if (name.Length < path.Length && name.EndsWith(Folders, StringComparison.Ordinal)) name = name[..^Folders.Length];
        return escape(name) + path[name.Length..];
    }
}
