namespace DistributedML.Data.Raw;

/// <summary>A text file of a source.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Name">What messages and tables call it.</param>
public sealed record RawFile(string Path, string Name);
