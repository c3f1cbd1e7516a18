namespace DistributedML.Registry;

/// <summary>An input column of a model.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Type">Its type, as the pipeline file names it: "string", "integer", "double", "boolean", "timestamp", "date".</param>
public sealed record ModelColumn(string Name, string Type);
