namespace DistributedML.Learning.Tabular;

/// <summary>How a feature's values are held.</summary>
public enum FeatureType
{
    /// <summary>A number; NaN is missing.</summary>
    Numeric,

    /// <summary>The code of a level; -1 is missing, or a level that the schema does not have.</summary>
    Categorical,

    /// <summary>Text; null is missing.</summary>
    Text,

    /// <summary>A block of numeric columns of which most are 0 in a row (compressed sparse rows).</summary>
    Sparse,
}
