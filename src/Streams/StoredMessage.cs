namespace DistributedML.Streams;

/// <summary>A message as the broker stores it.</summary>
/// <param name="Offset">Its offset.</param>
/// <param name="Key">Its key; null for none.</param>
/// <param name="Value">Its value; null for none.</param>
public sealed record StoredMessage(long Offset, byte[]? Key, byte[]? Value)
{
    /// <summary>Its headers in order; a name can come more than once, and a value can be null.</summary>
    public IReadOnlyList<KeyValuePair<string, byte[]?>> Headers { get; init; } = [];
}
