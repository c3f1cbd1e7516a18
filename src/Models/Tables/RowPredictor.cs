using System.Text.Json.Nodes;
using DistributedML.Learning;
using DistributedML.Learning.Tabular;
using DistributedML.Models.Artifacts;

namespace DistributedML.Models.Tables;

/// <summary>Answers for rows with a model, one after the other. Used by one thread.</summary>
sealed class RowPredictor : IDisposable
{
    readonly TableModel _model;
    readonly RowFeatures _features;
    readonly FeatureRow _raw, _prepared;
    readonly Func<FeatureRow, object[]> _answer;

    /// <summary>A predictor.</summary>
    /// <param name="profile">What is particular to the task.</param>
    /// <param name="model">The trained model.</param>
    /// <param name="online">The same, learning on; null to answer with what was trained.</param>
    public RowPredictor(TableProfile profile, TableModel model, IOnlineModel? online = null)
    {
        (_model, _features) = (model, new RowFeatures(model));
        (_raw, _prepared) = (new FeatureRow(model.Chain.Inputs), new FeatureRow(model.Chain.Outputs));
        _answer = profile.Answer((IState?)online ?? model.Predictor);
        Columns = profile.Columns(model.Predictor);
    }

    /// <summary>The columns of an answer.</summary>
    public IReadOnlyList<ArtifactColumn> Columns { get; }

    /// <summary>The features of rows of the model's columns.</summary>
    public IRows Features(IRows columns) => _features.Of(columns);

    /// <summary>A row's features, prepared; the row is used again at the next call.</summary>
    /// <exception cref="FormatException">A value is of another type than the model learned from.</exception>
    public FeatureRow Prepare(IRows features, int row)
    {
        _features.Fill(features, row, _raw);
        _model.Chain.Apply(_raw, _prepared);
        return _prepared;
    }

    /// <summary>Answers for a row, in the order of the columns.</summary>
    public object[] Predict(IRows features, int row) => _answer(Prepare(features, row));

    /// <summary>An answer as a JSON object.</summary>
    public JsonObject ToJson(object[] answer) => new(Columns.Select((column, i) => KeyValuePair.Create(column.Name, Node(answer[i]))));

    /// <summary>A value of an answer as JSON.</summary>
    public static JsonNode? Node(object value) => value switch
    {
        string text => text,
        long number => number,
        double number => double.IsFinite(number) ? number : null,
        _ => throw new ArgumentException($"an answer holds a {value.GetType().Name}"),
    };

    /// <inheritdoc/>
    public void Dispose() => _features.Dispose();
}
