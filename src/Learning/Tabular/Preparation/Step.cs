namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>A step of a preparation before it is fitted.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Options">Of <see cref="StepKind.OptionsType"/>.</param>
public sealed record Step(StepKind Kind, IOptions Options)
{
    /// <summary>A step of these options; their type names the kind.</summary>
    /// <exception cref="ArgumentException">No step has options of this type.</exception>
    public static Step Of(IOptions options) => new(
        Preparations.All.FirstOrDefault(kind => kind.OptionsType == options.GetType())
            ?? throw new ArgumentException($"no step has options of {options.GetType().Name}"),
        options);
}
