namespace DistributedML.Models.Streams;

/// <summary>The state that a model keeps for a key.</summary>
/// <param name="Model">The model.</param>
/// <param name="Key">The key; empty for what the model keeps beside the keys.</param>
/// <param name="State">Its bytes.</param>
public readonly record struct StateEntry(string Model, string Key, ArraySegment<byte> State)
{
    /// <summary>Reads the bytes, from their beginning.</summary>
    public BinaryReader Open() => new(new MemoryStream(State.Array!, State.Offset, State.Count));
}
