namespace Microsoft.Spark.Sql;

/// <summary>Where an as-of join looks for the nearest row.</summary>
public enum AsOfDirection
{
    /// <summary>At or before the left row.</summary>
    Backward,

    /// <summary>At or after the left row.</summary>
    Forward,

    /// <summary>On either side.</summary>
    Nearest,
}
