namespace DistributedML.Data.Csv;

/// <summary>What was read of one CSV file.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Rows">Its records, those with problems among them.</param>
/// <param name="Sha256">Hash of its bytes, in hexadecimal.</param>
public sealed record CsvLoad(string Name, long Rows, string Sha256);
