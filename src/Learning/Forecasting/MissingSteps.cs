namespace DistributedML.Learning.Forecasting;

/// <summary>What a step without any event means. A step that has events, but no value in any of them, is always missing.</summary>
public enum MissingSteps
{
    /// <summary>Its value is 0: nothing was sold.</summary>
    Zero,

    /// <summary>Its value is not known: the sensor said nothing. It teaches nothing.</summary>
    Missing,

    /// <summary>Its value is that of the step before: a price holds until it is changed.</summary>
    Carried,
}
