using DistributedML.Data;

namespace DistributedML.Jobs.Etl;

/// <summary>Gathers errors of files; files with the same error are told in one line.</summary>
sealed class FileErrors
{
    const int MostErrors = 10;

    readonly List<(string File, string Error)> _errors = [];

    /// <summary>Adds an error; it goes on behind the file's name, as in ", line 1: no column 'id'".</summary>
    internal void Add(string file, string error) => _errors.Add((file, error));

    /// <exception cref="TableException">There are errors; the message has a line for each of the first kinds.</exception>
    internal void ThrowIfAny()
    {
        if (_errors.Count == 0) return;
        var kinds = _errors.GroupBy(error => error.Error).Select(kind => (kind.First().File, Error: kind.Key, More: kind.Count() - 1)).ToList();
        var lines = kinds.Take(MostErrors).Select(kind => $"{kind.File}{kind.Error}{(kind.More == 0 ? "" : $" (and {kind.More} more files)")}").ToList();
        if (kinds.Count > MostErrors) lines.Add($"and {kinds.Count - MostErrors} more");
        throw new TableException(string.Join(Environment.NewLine, lines));
    }
}
