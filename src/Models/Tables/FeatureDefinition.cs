using DistributedML.Pipelines;

namespace DistributedML.Models.Tables;

/// <summary>A feature of a model.</summary>
/// <param name="Name">A column of the table or, with an expression, a name of its own.</param>
/// <param name="Sql">SQL expression over one row of the table; null for the column of the name.</param>
/// <param name="Type">How its values are read; null for what follows from the type of the column or expression.</param>
[ListedByName(nameof(Sql))]
public sealed record FeatureDefinition(string Name, string? Sql = null, FeatureForm? Type = null);

/// <summary>How the values of a feature are read.</summary>
public enum FeatureForm
{
    /// <summary>A number; what follows from numbers and from true and false, which are 1 and 0.</summary>
    Number,

    /// <summary>One of some values; what follows from texts.</summary>
    Category,

    /// <summary>Words.</summary>
    Text,

    /// <summary>A day or time, which becomes its parts; what follows from dates and timestamps.</summary>
    Date,
}
