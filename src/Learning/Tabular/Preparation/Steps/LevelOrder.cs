namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>How levels are numbered.</summary>
public enum LevelOrder
{
    /// <summary>By name, compared by character codes.</summary>
    Name,

    /// <summary>As the schema has them.</summary>
    Schema,

    /// <summary>By falling weight in the training rows; of equal weight by name.</summary>
    Frequency,
}
