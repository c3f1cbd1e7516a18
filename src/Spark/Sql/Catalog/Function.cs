namespace Microsoft.Spark.Sql.Catalog;

/// <summary>A function that SQL can call.</summary>
public sealed class Function
{
    internal Function(Row row)
    {
        (Name, Catalog, Database) = (row.GetAs<string>("name"), row.GetAs<string?>("catalog"), Table.DatabaseOf(row));
        (Description, ClassName, IsTemporary) = (row.GetAs<string?>("description"), row.GetAs<string>("className"), row.GetAs<bool>("isTemporary"));
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The catalog that it is in; null for a temporary or built-in one.</summary>
    public string? Catalog { get; }

    /// <summary>The database that it is in; null for a temporary or built-in one.</summary>
    public string? Database { get; }

    /// <summary>What it does; null when nobody said.</summary>
    public string? Description { get; }

    /// <summary>The server's class of it.</summary>
    public string ClassName { get; }

    /// <summary>Whether it goes with the session.</summary>
    public bool IsTemporary { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
