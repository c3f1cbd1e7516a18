namespace DistributedML.Jobs.Etl;

/// <summary>A file of the source as a run found it.</summary>
/// <param name="Path">Below the data folder, with slashes.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Modified">Time of the last change, in UTC ticks.</param>
sealed record SourceFile(string Path, long Size, long Modified)
{
    /// <summary>Hash of its bytes, in hexadecimal; null until it was read.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Its rows.</summary>
    public long Rows { get; init; }

    /// <summary>Days of its rows, whatever became of them; <see cref="EtlSql.NoDay"/> for rows without time.</summary>
    public IReadOnlyList<string> Days { get; init; } = [];

    /// <summary>How many of its rows have no match, for each joined source.</summary>
    public IReadOnlyList<long> Unmatched { get; init; } = [];

    internal bool LooksLike(SourceFile other) => (Path, Size, Modified) == (other.Path, other.Size, other.Modified);
}
