using System.Text.Json;

namespace DistributedML.Jobs.Etl;

/// <summary>What a published version was made of: the file manifest.json in its folder.</summary>
sealed record Manifest
{
    /// <summary>Hash of what the pipeline does with its source; another one, and all is read again.</summary>
    public required string Definition { get; init; }

    /// <summary>The source's files, by path.</summary>
    public required IReadOnlyList<SourceFile> Files { get; init; }

    /// <summary>The files of the joined sources.</summary>
    public IReadOnlyList<SourceFile> Joined { get; init; } = [];

    /// <summary>Rows of the table by day.</summary>
    public required IReadOnlyDictionary<string, long> Days { get; init; }

    /// <summary>Some row went to quarantine because a unique column held its value before.</summary>
    public required bool HasDuplicates { get; init; }

    /// <summary>The report of the run.</summary>
    public required EtlReport Report { get; init; }

    internal static Manifest? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<Manifest>(File.ReadAllBytes(file));
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            return null;   // not published, or by a program that wrote it otherwise: then all is made anew
        }
    }

    internal byte[] Bytes() => JsonSerializer.SerializeToUtf8Bytes(this, new JsonSerializerOptions { WriteIndented = true });
}
