using System.ComponentModel.DataAnnotations;
using DistributedML.Learning;

namespace DistributedML.Models.Tables;

/// <summary>
/// Which rows are held back from training to measure a model on. A row is chosen by a hash of its id, or of its group, and the seed alone:
/// the same rows on every engine and with any number of ranks, and a row that is added changes nothing for the others.
/// </summary>
public sealed record ValidationDefinition : IOptions
{
    /// <summary>How rows are chosen.</summary>
    public ValidateBy By { get; init; }

    /// <summary>With by time: rows from this day on are held back; trainBefore when left out.</summary>
    public DateOnly? From { get; init; }

    /// <summary>With by random and by group: the share of the rows that is held back.</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double Share { get; init; } = 0.2;

    /// <summary>With by group, and with by folds when rows of a group stay together: the column of the groups.</summary>
    public string? Group { get; init; }

    /// <summary>With by folds: how many. Each fold is measured by a model of the others; the model that is kept learns from all rows.</summary>
    [Range(2, 100)]
    public int Folds { get; init; } = 5;

    /// <summary>Chooses other rows.</summary>
    public long Seed { get; init; }
}

/// <summary>How rows are held back from training.</summary>
public enum ValidateBy
{
    /// <summary>A random share.</summary>
    Random,

    /// <summary>The newest rows.</summary>
    Time,

    /// <summary>All rows of a random share of the groups.</summary>
    Group,

    /// <summary>Each of some parts in turn.</summary>
    Folds,
}
