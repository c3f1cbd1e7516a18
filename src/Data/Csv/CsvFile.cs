namespace DistributedML.Data.Csv;

/// <summary>A CSV file of a source.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Name">What messages and tables call it.</param>
public sealed record CsvFile(string Path, string Name);
