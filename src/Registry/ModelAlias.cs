namespace DistributedML.Registry;

/// <summary>A name for the version of a model that plays a role.</summary>
/// <param name="Model">The model.</param>
/// <param name="Alias">The role: "champion", "challenger".</param>
/// <param name="Version">The version that has it.</param>
/// <param name="Since">When the alias last moved, UTC.</param>
public sealed record ModelAlias(string Model, string Alias, int Version, DateTimeOffset Since)
{
    /// <summary>The alias of the version that serves.</summary>
    public const string Champion = "champion";

    /// <summary>The alias of the version that may replace the champion.</summary>
    public const string Challenger = "challenger";
}
