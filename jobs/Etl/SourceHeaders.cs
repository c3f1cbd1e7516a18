using DistributedML.Data;
using DistributedML.Data.Raw;
using DistributedML.Engines;
using DistributedML.Numerics;
using DistributedML.Pipelines;

namespace DistributedML.Jobs.Etl;

/// <summary>
/// Checks that the beginnings of text files have a source's columns. A file that has not is one error, which suspects the option that may
/// be wrong: the delimiter, the header, the lines
/// to skip, the name.
/// </summary>
sealed class SourceHeaders(FileSource source)
{
    const int FirstRecords = 20;
    const int FirstLines = 100;

    static readonly (string Delimiter, string Word)[] Delimiters = [(";", "';'"), (",", "','"), ("\t", "tab"), ("|", "'|'")];

    readonly RawFormat _format = RawFormats.Of(source, "UTC");
    readonly IReadOnlyList<string> _wanted = [.. source.Columns.Select(column => column.From ?? column.Name)];

    /// <summary>Reads the beginning of every file.</summary>
    /// <exception cref="TableException">Files cannot be read or lack columns; the message has a line for each kind of error.</exception>
    internal void Check(IEnumerable<RawFile> files)
    {
        var errors = new FileErrors();
        foreach (var file in files)
        {
            try
            {
                var error = source.Format == SourceFormat.JsonLines ? JsonError(file) : CsvError(file) is var (line, text) ? $", line {line}: {text}" : null;
                if (error is not null) errors.Add(file.Name, error);
            }
            catch (TableException exception)
            {
                if (exception.Fault == TableFault.Resources) throw;
                errors.Add(
                    file.Name,
                    exception.Message.StartsWith(file.Name, StringComparison.Ordinal) ? exception.Message[file.Name.Length..] : exception.Message);
            }
        }
        errors.ThrowIfAny();
    }

    (long Line, string Text)? CsvError(RawFile file)
    {
        var records = RawLoader.FirstRecords(file, _format, FirstRecords);
        var (line, first) = records[0];
        if (!source.Header) return WidthError(records) is { } wrong ? (line, wrong) : null;
        if (_wanted.FirstOrDefault(name => first.Count(found => found == name) > 1) is { } twin) return (line, $"two columns are called '{twin}'");
        var missing = _wanted.Where(name => !first.Contains(name)).ToList();
        if (missing.Count == 0) return null;
        var names = missing is [var only] ? $"no column '{only}'{SourceFiles.Near(only, first)}"
            : $"no columns {string.Join(", ", missing.Select(name => $"'{name}'{SourceFiles.Near(name, first)}"))}";
        return (line, $"{names}; found {string.Join(", ", first.Where(name => name.Length > 0))}{Suspicion(records)}");
    }

    string Suspicion(IReadOnlyList<(long Line, IReadOnlyList<string> Fields)> records)
    {
        var first = records[0].Fields;
        foreach (var (delimiter, word) in Delimiters)
        {
            var names = Split(first, delimiter);
            if (names.Count > first.Count && _wanted.Count(names.Contains) > _wanted.Count(first.Contains))
                return $". Is {word} the delimiter? Then say delimiter: {Written(delimiter)}";
        }
        if (records.Skip(1).FirstOrDefault(record => _wanted.All(record.Fields.Contains)) is { Fields: not null } later)
            return $". Line {later.Line} has the names: then say skipLines: {later.Line - 1}";
        if (first.Count == _wanted.Count && !first.Any(_wanted.Contains) && new RawLoader(_format).Fits(first))
            return ". Is the first line a row already? Then say header: false";
        return "";
    }

    /// <summary>Without a header, the first records must have as many fields as there are columns.</summary>
    string? WidthError(IReadOnlyList<(long Line, IReadOnlyList<string> Fields)> records)
    {
        var first = records[0].Fields;
        if (first.SequenceEqual(_wanted)) return "the first line has the columns' names; leave header: false out";
        if (records.Any(record => record.Fields.Count == _wanted.Count)) return null;
        var hint = Delimiters.FirstOrDefault(one => Split(first, one.Delimiter).Count == _wanted.Count && first.Count != _wanted.Count) is { Delimiter: not null } other
            ? $". Is {other.Word} the delimiter? Then say delimiter: {Written(other.Delimiter)}" : "";
        return $"{first.Count} fields; the pipeline has {_wanted.Count} columns{hint}";
    }

    IReadOnlyList<string> Split(IReadOnlyList<string> fields, string delimiter) =>
        [.. string.Join(source.Delimiter == "tab" ? "\t" : source.Delimiter, fields).Split(delimiter).Select(name => name.Trim().Trim('"'))];

    static string Written(string delimiter) => delimiter == "\t" ? "tab" : $"'{delimiter}'";

    /// <summary>A path that no line has, where a near one is there that no column asks for, is misspelt; others may be missing.</summary>
    string? JsonError(RawFile file)
    {
        var found = RawLoader.FirstPaths(file, _format, FirstLines);
        var others = found.Where(path => !_wanted.Contains(path)).Order(StringComparer.Ordinal).ToList();
        return _wanted.Where(path => !found.Contains(path))
            .Select(path => NearName.Of(path, others) is { } near ? $": no line has '{path}' (is it '{near}'?)" : null).FirstOrDefault(error => error is not null);
    }
}
