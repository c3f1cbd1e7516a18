using DistributedML.Learning.Tabular;

namespace DistributedML.Learning.Trees;

/// <summary>What trees learn from: numeric and categorical features, missing values allowed.</summary>
static class TreeInputs
{
    /// <exception cref="DatasetException">A feature is text or sparse or has too many levels, a value is infinite, or there is no
    /// feature.</exception>
    public static void Check(Dataset rows)
    {
        if (rows.Schema.Count == 0)
            throw new DatasetException("the table has no features; expected at least one numeric or categorical feature");
        for (var i = 0; i < rows.Schema.Count; i++)
        {
            var feature = rows.Schema[i];
            if (feature.Type is FeatureType.Text or FeatureType.Sparse)
                throw new DatasetException($"feature '{feature.Name}' is {feature.Type}; a tree learns from numeric and categorical " +
                    "features: prepare it with target encoding, or exclude it");
            if (feature.Levels.Count > ushort.MaxValue - 1)
                throw new DatasetException($"feature '{feature.Name}' has {feature.Levels.Count} levels; a tree takes at most " +
                    $"{ushort.MaxValue - 1}: prepare it with target encoding");
            if (feature.Type != FeatureType.Numeric) continue;
            var column = rows.Numeric(i);
            var at = Array.FindIndex(column, float.IsInfinity);
            if (at >= 0)
                throw new DatasetException(
                    $"feature '{feature.Name}', row {at}: the value is infinite; prepare the feature with clip, or leave the row out");
        }
    }
}
