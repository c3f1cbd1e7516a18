namespace DistributedML.Learning.Tabular;

/// <summary>
/// Rows that cannot be learned from or answered for. The message says which feature and row, what was found, and what to do.
/// </summary>
public sealed class DatasetException(string message) : ArgumentException(message);
