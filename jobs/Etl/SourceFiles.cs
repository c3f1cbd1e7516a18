using System.Text;
using System.Text.RegularExpressions;
using DistributedML.Data;
using DistributedML.Data.Csv;
using DistributedML.Pipelines;

namespace DistributedML.Jobs.Etl;

/// <summary>Finds a source's files and checks that each has the source's columns.</summary>
static class SourceFiles
{
    const int MostErrors = 10;

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

    /// <summary>Reads every header.</summary>
    /// <exception cref="TableException">Files cannot be read or lack columns; the message has a line for each of the first ones.</exception>
    internal static void CheckCsvHeaders(IEnumerable<CsvFile> files, IReadOnlyList<ColumnDefinition> columns) => Check(files, file =>
    {
        var header = CsvLoader.Header(file);
        var twin = header.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1)?.Key;
        return twin is not null ? [$"{file.Name}, line 1: two columns are called '{twin}'"] : columns.Where(column => !header.Contains(column.Name)).Select(column =>
            $"{file.Name}, line 1: no column '{column.Name}'{Near(column.Name, header)}; found {string.Join(", ", header)}");
    });

    /// <summary>Runs a check over files, and throws with the first errors.</summary>
    internal static void Check<T>(IEnumerable<T> files, Func<T, IEnumerable<string>> check)
    {
        var errors = new List<string>();
        foreach (var file in files)
        {
            try
            {
                errors.AddRange(check(file));
            }
            catch (TableException exception)
            {
                errors.Add(exception.Message);
            }
        }
        if (errors.Count == 0) return;
        var more = errors.Count > MostErrors ? $"{Environment.NewLine}and {errors.Count - MostErrors} more" : "";
        throw new TableException(string.Join(Environment.NewLine, errors.Take(MostErrors)) + more);
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
