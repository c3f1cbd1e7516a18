namespace DistributedML.Learning.Forecasting;

/// <summary>A table has too few steps for even one origin of an evaluation.</summary>
/// <param name="step">The length of a step.</param>
/// <param name="periods">Steps that the table has.</param>
/// <param name="needed">Steps that all origins need.</param>
/// <param name="horizon">Steps ahead.</param>
/// <param name="origins">Number of origins.</param>
public sealed class ShortHistoryException(SeriesStep step, int periods, int needed, int horizon, int origins) : ArgumentException(
    $"the table has {step.Count(periods)}; the protocol (horizon {horizon}, {origins} origins) needs {needed}; shorten horizon, origins or originStep")
{
    /// <summary>Steps that the table has.</summary>
    public int Periods => periods;

    /// <summary>Steps that all origins need.</summary>
    public int Needed => needed;
}
