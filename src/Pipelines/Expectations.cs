using System.ComponentModel.DataAnnotations;

namespace DistributedML.Pipelines;

/// <summary>What must hold for the checked table.</summary>
public sealed record Expectations
{
    /// <summary>Bounds for the number of rows of the source; outside of them nothing is published. Null: no bounds.</summary>
    public RowCount? Rows { get; init; }

    /// <summary>
    /// Largest share of the source's rows that may go to quarantine, from 0 to 1; with more nothing is published. Null: any, as long as
    /// one row does not go there; 1: all.
    /// </summary>
    [Range(0.0, 1.0)]
    public double? Quarantine { get; init; }

    /// <summary>
    /// Columns that are unique each on their own, besides the table's id; every later occurrence (by file and line) goes to quarantine. Not
    /// checked for events.
    /// </summary>
    public IReadOnlyList<string> Unique { get; init; } = [];

    /// <summary>What must hold for each row, which else goes to quarantine, and for each event, which else goes to the dead-letter topic.</summary>
    public IReadOnlyList<ColumnRule> Columns { get; init; } = [];
}
