namespace DistributedML.Models.Tables;

/// <summary>The predictors that a function of SQL uses, one for each model and thread.</summary>
static class SqlPredictors
{
    [ThreadStatic]
    static Dictionary<TableModel, RowPredictor>? _predictors;

    /// <summary>The thread's predictor for a model.</summary>
    public static RowPredictor Of(TableModel model, Func<RowPredictor> create)
    {
        _predictors ??= [];
        return _predictors.TryGetValue(model, out var known) ? known : _predictors[model] = create();
    }
}
