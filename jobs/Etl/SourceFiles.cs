using System.Text;
using System.Text.RegularExpressions;
using DistributedML.Data;
using DistributedML.Numerics;

namespace DistributedML.Jobs.Etl;

/// <summary>Finds a source's files.</summary>
static class SourceFiles
{
    /// <summary>The files that match the pattern, in ordinal order of their paths.</summary>
    /// <exception cref="TableException">The folder is not there, or nothing in it matches.</exception>
    internal static IReadOnlyList<SourceFile> Find(string folder, string pattern)
    {
        if (!Directory.Exists(folder)) throw new TableException($"data folder {folder} is not there; name the folder that holds {pattern}");
        var glob = Glob(pattern);
        var all = new DirectoryInfo(folder).EnumerateFiles("*", pattern.Contains('/') ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly)
            .Select(file => new SourceFile(Path.GetRelativePath(folder, file.FullName).Replace('\\', '/'), file.Length, file.LastWriteTimeUtc.Ticks)).ToList();
        var files = all.Where(file => glob.IsMatch(file.Path)).OrderBy(file => file.Path, StringComparer.Ordinal).ToList();
        if (files.Count > 0) return files;
        var others = all.Count == 0 ? "the folder holds no files" : $"the folder holds {string.Join(", ", all.Take(3).Select(file => file.Path))}{(all.Count > 3 ? ", ..." : "")}";
        throw new TableException($"no file in {folder} matches '{pattern}'; {others}");
    }

    internal static string Near(string name, IEnumerable<string> found) => NearName.Of(name, found) is { } near ? $" (is it '{near}'?)" : "";

    static Regex Glob(string pattern)
    {
        var text = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern.AsSpan(i).StartsWith("**/"))
            {
                text.Append("(?:.*/)?");
                i += 2;
            }
            else
            {
                text.Append(pattern[i] switch { '*' => "[^/]*", '?' => "[^/]", var letter => Regex.Escape(letter.ToString()) });
            }
        }
        return new($"^{text}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }
}
