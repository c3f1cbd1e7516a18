namespace DistributedML.Data.Raw;

/// <summary>What was read of one text file.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Rows">Its records, those with problems among them.</param>
/// <param name="Sha256">Hash of its bytes as they lie on the disk, in hexadecimal.</param>
public sealed record RawLoad(string Name, long Rows, string Sha256);
