using System.Text.Json.Serialization;

namespace DistributedML.Registry;

/// <summary>A move of an alias.</summary>
/// <param name="Id">Number of the change; grows with each.</param>
/// <param name="Model">The model.</param>
/// <param name="Alias">The alias.</param>
/// <param name="Kind">Whether it was promoted or rolled back.</param>
/// <param name="Version">The version that has the alias since then.</param>
/// <param name="Previous">The version that had it before; null when none had.</param>
/// <param name="Time">When, UTC.</param>
public sealed record AliasChange(long Id, string Model, string Alias, AliasChangeKind Kind, int Version, int? Previous, DateTimeOffset Time);

/// <summary>Kinds of moves of an alias.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AliasChangeKind>))]
public enum AliasChangeKind
{
    /// <summary>A version was given the alias.</summary>
    Promoted,

    /// <summary>The alias went back to the version before.</summary>
    RolledBack,
}
