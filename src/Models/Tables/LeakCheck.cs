using DistributedML.Compute;
using DistributedML.Learning.Tabular;

namespace DistributedML.Models.Tables;

/// <summary>Finds features that are the target under another name.</summary>
static class LeakCheck
{
    const int FewestRows = 20;

    /// <exception cref="DatasetException">In every row a feature's value is the target's.</exception>
    /// <param name="rows">This rank's rows.</param>
    /// <param name="total">The rows of all ranks.</param>
    /// <param name="gang">The ranks.</param>
    public static void ThrowIfLeaking(Dataset rows, double total, ICollective gang)
    {
        if (total < FewestRows) return;
        var differing = new double[rows.Schema.Count];
        for (var feature = 0; feature < rows.Schema.Count; feature++)
        {
            for (var row = 0; row < rows.Rows && differing[feature] == 0; row++)
                if (!IsTarget(rows, feature, row)) differing[feature] = 1;
        }
        gang.AllReduce(differing.AsSpan());
        for (var feature = 0; feature < rows.Schema.Count; feature++)
            if (differing[feature] == 0)
                throw new DatasetException($"feature '{rows.Schema[feature].Name}' has the target's value in every row; exclude it: it would not be known when the target is to be predicted");
    }

    static bool IsTarget(Dataset rows, int feature, int row) => rows.Schema[feature].Type switch
    {
        FeatureType.Numeric when rows.Target is { } target => rows.Numeric(feature)[row] == (float)target[row],
        FeatureType.Numeric => ArrowColumn.TextOf((double)rows.Numeric(feature)[row]) is var text && Class(rows, row) is var name && (text == name || name == (text == "1" ? "true" : "false")),
        FeatureType.Categorical => rows.Codes(feature)[row] is >= 0 and var code && rows.Schema[feature].Levels[code] == Class(rows, row),
        FeatureType.Text => rows.Texts(feature)[row] is { } text && text == Class(rows, row),
        _ => false,
    };

    static string? Class(Dataset rows, int row) => rows.Classes is { } classes && classes[row] >= 0 ? rows.ClassNames[classes[row]] : null;
}
