namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>Which level has no column of its own, so that the columns do not add up to 1.</summary>
public enum OneHotDrop
{
    /// <summary>All levels have one.</summary>
    None,

    /// <summary>The first level that occurs has none.</summary>
    First,

    /// <summary>The first level has none when two occur.</summary>
    Binary,
}
