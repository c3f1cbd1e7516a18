using DistributedML.Data;

namespace DistributedML.Jobs.Etl;

/// <summary>How a source's files differ from those of the published version.</summary>
/// <param name="Kept">Files with the same bytes.</param>
/// <param name="New">Files that are new or have other bytes, as they are now.</param>
/// <param name="Gone">Files that are no more or had other bytes, as they were.</param>
sealed record SourceChange(IReadOnlyList<SourceFile> Kept, IReadOnlyList<SourceFile> New, IReadOnlyList<SourceFile> Gone)
{
    internal bool IsEmpty => New.Count + Gone.Count == 0;

    /// <summary>All files as they are now, in order.</summary>
    internal IReadOnlyList<SourceFile> Now => [.. Kept.Concat(New).OrderBy(file => file.Path, StringComparer.Ordinal)];

    internal static SourceChange Between(IReadOnlyList<SourceFile> before, IReadOnlyList<SourceFile> now, string folder)
    {
        var known = before.ToDictionary(file => file.Path);
        var kept = new List<SourceFile>();
        var fresh = new List<SourceFile>();
        foreach (var file in now)
        {
            // A file that was only touched has another time but the same bytes.
            if (known.TryGetValue(file.Path, out var old) && (old.LooksLike(file) || (old.Size == file.Size && old.Sha256 == FileHash.Of(Path.Combine(folder, file.Path)))))
                kept.Add(old with { Modified = file.Modified });
            else fresh.Add(file);
        }
        var same = kept.Select(file => file.Path).ToHashSet();
        return new(kept, fresh, [.. before.Where(file => !same.Contains(file.Path))]);
    }
}
