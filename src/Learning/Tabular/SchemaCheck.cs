namespace DistributedML.Learning.Tabular;

/// <summary>Compares the schema of rows with the one that a model learned from.</summary>
static class SchemaCheck
{
    /// <exception cref="DatasetException">The schemas differ; the message names the first difference.</exception>
    public static void ThrowIfOther(FeatureSchema expected, FeatureSchema found)
    {
        if (ReferenceEquals(expected, found) || expected.Equals(found)) return;
        for (var i = 0; i < Math.Min(expected.Count, found.Count); i++)
        {
            if (expected[i].Equals(found[i])) continue;
            var what = expected[i].Name == found[i].Name && expected[i].Type == found[i].Type
                ? $"feature '{found[i].Name}' has other levels or another width"
                : $"feature {i} is '{found[i].Name}' ({found[i].Type}); expected '{expected[i].Name}' ({expected[i].Type})";
            throw new DatasetException($"the rows have another schema than the model learned from: {what}");
        }
        throw new DatasetException($"the rows have {found.Count} features; the model learned from {expected.Count}");
    }
}
