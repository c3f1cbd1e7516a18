using System.Collections;

namespace Microsoft.Spark.Sql.Catalog;

/// <summary>A table or view of a catalog.</summary>
public sealed class Table
{
    internal Table(Row row)
    {
        (Name, Catalog, Database) = (row.GetAs<string>("name"), row.GetAs<string?>("catalog"), DatabaseOf(row));
        (Description, TableType, IsTemporary) = (row.GetAs<string?>("description"), row.GetAs<string>("tableType"), row.GetAs<bool>("isTemporary"));
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The catalog that it is in; null for a temporary view.</summary>
    public string? Catalog { get; }

    /// <summary>The database that it is in; null for a temporary view.</summary>
    public string? Database { get; }

    /// <summary>What it is; null when nobody said.</summary>
    public string? Description { get; }

    /// <summary>MANAGED, EXTERNAL, VIEW or TEMPORARY.</summary>
    public string TableType { get; }

    /// <summary>Whether it goes with the session.</summary>
    public bool IsTemporary { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The database in a row's namespace, which has one part but for catalogs that nest them.</summary>
    internal static string? DatabaseOf(Row row) => row.Get("namespace") is IEnumerable parts ? string.Join('.', parts.Cast<object>()) : null;
}
