using DistributedML.Learning.Anomalies;

namespace DistributedML.Jobs.Generator;

/// <summary>An anomaly that the generator puts in, and what came of it.</summary>
sealed class PlannedAnomaly
{
    public required AlertKind Kind { get; init; }

    /// <summary>What happened: order, cancellation or price for an amount.</summary>
    public required string What { get; init; }

    /// <summary>How large it is, for people: "x100", "code" for a quantity that is the item's code, "0.001" for that price.</summary>
    public required string Grade { get; init; }

    public required Item Item { get; init; }

    /// <summary>First day, and the last for a silence.</summary>
    public required (int From, int To) Days { get; init; }

    /// <summary>Factor on the amount, events added by a burst, or events missed by a silence.</summary>
    public double Size { get; init; }

    /// <summary>First and last event; for a silence the days' beginning and end.</summary>
    public (DateTime From, DateTime To)? Window { get; set; }

    /// <summary>Numbers of the invoices that carry it.</summary>
    public List<string> Invoices { get; } = [];
}
