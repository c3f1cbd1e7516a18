namespace Microsoft.Spark.Sql;

/// <summary>How an as-of join finds the nearest row.</summary>
public sealed record AsOfJoinOptions
{
    /// <summary>A condition that the pair must meet besides; null for none. Not together with <see cref="Using"/>.</summary>
    public Column? On { get; init; }

    /// <summary>Columns of both in which the pair must agree.</summary>
    public IReadOnlyList<string> Using { get; init; } = [];

    /// <summary>inner, or left to keep rows without a match.</summary>
    public string JoinType { get; init; } = "inner";

    /// <summary>How far away the nearest row may be, as a constant of the type of the columns' difference; null for any distance.</summary>
    public Column? Tolerance { get; init; }

    /// <summary>Whether a row at the same point is near.</summary>
    public bool AllowExactMatches { get; init; } = true;

    /// <summary>Where the nearest row may be.</summary>
    public AsOfDirection Direction { get; init; } = AsOfDirection.Backward;
}
