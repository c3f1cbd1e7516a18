namespace Microsoft.Spark.Sql.Catalog;

/// <summary>A database of a catalog.</summary>
public sealed class Database
{
    internal Database(Row row) =>
        (Name, Catalog, Description, LocationUri) = (row.GetAs<string>("name"), row.GetAs<string?>("catalog"), row.GetAs<string?>("description"), row.GetAs<string>("locationUri"));

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The catalog that it is in; null when that has no name.</summary>
    public string? Catalog { get; }

    /// <summary>What it is for; null when nobody said.</summary>
    public string? Description { get; }

    /// <summary>Where its tables' files are.</summary>
    public string LocationUri { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
