namespace DistributedML.Learning;

/// <summary>
/// A model or an online state that can be written and read back. The bytes are deterministic: equal state, equal bytes, so that a hash proves
/// equality. Little-endian throughout. Implementations also have a static Read that takes a <see cref="BinaryReader"/>.
/// </summary>
public interface IState
{
    /// <summary>Writes the whole state.</summary>
    void Write(BinaryWriter writer);
}
