namespace DistributedML.Jobs.Etl;

/// <summary>Rows in quarantine that are there for the same reason, and the first of them.</summary>
/// <param name="Reason">The expectation that they broke, or why they could not be read, without their values.</param>
/// <param name="Rows">How many there are.</param>
/// <param name="Example">What is said of the first one.</param>
/// <param name="File">The file of the first one, below the data folder.</param>
/// <param name="Line">Its line.</param>
public sealed record QuarantineReason(string Reason, long Rows, string Example, string File, long Line)
{
    /// <summary>The example with its place: "taps.csv line 2: read_on is not a day as 2011-09-09: '03.02.2025'".</summary>
    public override string ToString() => $"{File} line {Line}: {Example}";
}
