namespace DistributedML.Learning.Forecasting;

/// <summary>How events become a series: one value a step.</summary>
/// <param name="Step">The step.</param>
/// <param name="Aggregate">How the amounts of a step become its value.</param>
/// <param name="Missing">What a step without events means.</param>
public sealed record SeriesShape(SeriesStep Step, SeriesAggregate Aggregate, MissingSteps Missing)
{
    /// <summary>Daily sums; days without events are 0.</summary>
    public static SeriesShape Daily { get; } = new(SeriesStep.Day, SeriesAggregate.Sum, MissingSteps.Zero);

    /// <summary>The shape with the usual meaning of steps without events: 0 for sums and counts, missing for all else.</summary>
    public static SeriesShape Of(SeriesStep step, SeriesAggregate aggregate, MissingSteps? missing = null) => new(step, aggregate,
        missing ?? (aggregate is SeriesAggregate.Sum or SeriesAggregate.Count ? MissingSteps.Zero : MissingSteps.Missing));

    /// <summary>The value of a step without events.</summary>
    /// <param name="before">The value of the step before; NaN when that is missing or there is none.</param>
    /// <returns>NaN for a missing value.</returns>
    public double ValueWithoutEvents(double before) => Missing switch
    {
        MissingSteps.Zero => 0,
        MissingSteps.Carried => before,
        _ => double.NaN,
    };

    internal void Write(BinaryWriter writer)
    {
        Step.Write(writer);
        writer.Write((byte)Aggregate);
        writer.Write((byte)Missing);
    }

    internal static SeriesShape Read(BinaryReader reader) => new(SeriesStep.Read(reader), (SeriesAggregate)reader.ReadByte(), (MissingSteps)reader.ReadByte());
}
