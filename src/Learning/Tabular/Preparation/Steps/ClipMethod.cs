namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>Where the bounds of clipping come from.</summary>
public enum ClipMethod
{
    /// <summary>Two quantiles.</summary>
    Quantiles,

    /// <summary>The quartiles and a multiple of their distance: Tukey's fences.</summary>
    Fences,
}
