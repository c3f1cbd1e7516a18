namespace DistributedML.Learning.Trees;

/// <summary>How mixed the classes of a node are.</summary>
public enum Impurity
{
    /// <summary>1 − Σp².</summary>
    Gini,

    /// <summary>−Σp·ln p.</summary>
    Entropy,
}
