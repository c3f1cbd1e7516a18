using System.Text.Json;

namespace DistributedML.Jobs.Etl.Streaming;

/// <summary>
/// How far a streaming ETL is: the file checkpoint.json in its folder. It is replaced with each batch, and that is the moment from which the batch counts.
/// </summary>
sealed record StreamCheckpoint
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The topic.</summary>
    public required string Topic { get; init; }

    /// <summary>Which life of the topic the offsets belong to.</summary>
    public required string Incarnation { get; init; }

    /// <summary>Names and types of the table's columns.</summary>
    public required string Columns { get; init; }

    /// <summary>Batches so far.</summary>
    public long Batches { get; init; }

    /// <summary>The next offset of each partition.</summary>
    public IReadOnlyDictionary<int, long> Offsets { get; init; } = new Dictionary<int, long>();

    /// <summary>Counts of all batches.</summary>
    public RowCounts Totals { get; init; }

    /// <summary>Offsets that were skipped because the topic had lost them.</summary>
    public long Lost { get; init; }

    /// <summary>Folder, below the output's, where the last batch's files lay when it began to count; what is still there belongs into the tables.</summary>
    public string? Staged { get; init; }

    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    internal static StreamCheckpoint? Read(string file)
    {
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize<StreamCheckpoint>(File.ReadAllBytes(file)) : null;
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{file} is no checkpoint of a streaming ETL: {exception.Message}; name another folder with --output", exception);
        }
    }

    internal byte[] Bytes() => JsonSerializer.SerializeToUtf8Bytes(this, Indented);
}
