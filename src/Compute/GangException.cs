namespace DistributedML.Compute;

/// <summary>The ranks of a gang did not make the same calls: their programs differ, or one ended while others waited for it.</summary>
public sealed class GangException(string message) : InvalidOperationException(message);
