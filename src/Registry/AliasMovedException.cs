namespace DistributedML.Registry;

/// <summary>An alias does not stand where its caller expected: somebody else moved it meanwhile. Nothing was changed.</summary>
public sealed class AliasMovedException(string model, string alias, int? expected, int? found) : RegistryException(
    $"alias '{alias}' of model '{model}' was expected to be {Name(expected)} but is {Name(found)}; look at its history and decide again")
{
    /// <summary>The version expected; null for none.</summary>
    public int? Expected { get; } = expected;

    /// <summary>The version found; null for none.</summary>
    public int? Found { get; } = found;

    static string Name(int? version) => version is null ? "unset" : $"version {version}";
}
