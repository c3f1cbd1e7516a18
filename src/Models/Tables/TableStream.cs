using System.Text.Json.Nodes;
using DistributedML.Data;
using DistributedML.Learning.Tabular;
using DistributedML.Models.Streams;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Events;

namespace DistributedML.Models.Tables;

/// <summary>
/// A model over rows in a shard. It does not depend on keys. A model that can learn on learns from the events that have a target and answers for the
/// others; one that cannot answers for all. What it learned belongs to the shard, and ends with the version: another version starts as it was trained.
/// </summary>
sealed class TableStream(TableDefinition definition, EventSchema schema, TableProfile profile) : IStreamModel
{
    readonly EventFilter _where = schema.Filter(definition.Where);
    readonly int _target = definition.TargetColumn is { } target ? schema.IndexOf(target) : -1;
    readonly int _weight = definition.WeightColumn is { } weight ? schema.IndexOf(weight) : -1;
    int[] _columns = [];
    TableModel? _model;
    IOnlineModel? _online;
    RowPredictor? _predictor;
    TrainedVersion? _next;
    bool _changed;

    /// <inheritdoc/>
    public ModelDefinition Definition => definition;

    /// <inheritdoc/>
    public int Version { get; private set; }

    /// <inheritdoc/>
    public DateTime? TrainedUntil { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Keys => [];

    /// <summary>The columns that the model reads; empty before the first version.</summary>
    internal IReadOnlyList<ColumnDefinition> Columns => _model?.Columns ?? [];

    /// <summary>The version for people.</summary>
    internal string Label => ModelLabel.Of(definition.Name, Version);

    /// <summary>Answers for rows; null before the first version.</summary>
    internal RowPredictor? Predictor => _predictor;

    /// <inheritdoc/>
    public int Learn(EventBatch batch, int fromRow, ICollection<OutputRecord> outputs)
    {
        if (_predictor is null) return batch.Count;
        var rows = new EventRows(batch, _columns);
        var (all, _) = Features(rows);
        for (var row = fromRow; row < batch.Count; row++)
        {
            if (batch.Times[row] < TrainedUntil || !_where.Holds(batch, row)) continue;
            var (features, at) = (all, row);
            if (features is null)   // an expression fails on some row; which one, only each alone can tell
            {
                (features, var failure) = Features(new OneRow(rows, row));
                if (features is null)
                {
                    outputs.Add(Output(batch, row, "refused", new() { ["reason"] = failure }));
                    continue;
                }
                at = 0;
            }
            if (_online is not null && _target >= 0 && !batch.Column(_target).Nulls[row])
            {
                if (Learn(batch, row, features, at) is not { } refusal) _changed = true;
                else outputs.Add(Output(batch, row, "refused", new() { ["reason"] = refusal }));
            }
            else
            {
                outputs.Add(Answer(batch, row, features, at));
            }
        }
        return batch.Count;
    }

    /// <summary>The answer for the only row of a batch; null before the first version.</summary>
    internal object[]? Predict(EventBatch batch) => _predictor?.Predict(_predictor.Features(new EventRows(batch, _columns)), 0);

    /// <inheritdoc/>
    public bool Pass(IReadOnlyList<DateTime> hours, ICollection<OutputRecord> outputs) => false;

    /// <inheritdoc/>
    public void Adopt(TrainedVersion version, Func<string, bool> owns) => _next = version;

    /// <inheritdoc/>
    public bool ContinueAdopting()
    {
        if (_next is not { } next) return false;
        Prepare(next);
        (_next, _changed) = (null, true);
        return false;
    }

    /// <inheritdoc/>
    public void Prepare(TrainedVersion version)
    {
        (Version, TrainedUntil) = (version.Number, version.Until);
        var model = (TableModel)version.Artifact;
        _model = model;
        _columns = [.. model.Columns.Select(column => schema.IndexOf(column.Name))];
        Use((model.Predictor as ILearnsOn)?.LearnOn());
    }

    /// <inheritdoc/>
    public void Read(StateEntry entry)
    {
        if (_model is null || _online is null) return;
        using var reader = entry.Open();
        Use(((ILearnsOn)_model.Estimator.Read(reader)).LearnOn());
    }

    /// <inheritdoc/>
    public void Gain()
    {
        // It keeps nothing for keys.
    }

    /// <inheritdoc/>
    public bool TakeChanged(int count, StateBuffer states)
    {
        if (!_changed) return false;
        _changed = false;
        if (_online is null) return false;
        _online.Write(states.Writer);
        states.Add(definition.Name, "");
        return false;
    }

    /// <inheritdoc/>
    public void Write(BinaryWriter writer) => _online?.Write(writer);

    void Use(IOnlineModel? online)
    {
        _online = online;
        _predictor?.Dispose();
        _predictor = new RowPredictor(profile, _model!, online);
    }

    (IRows? Features, string? Failure) Features(IRows rows)
    {
        try
        {
            return (_predictor!.Features(rows), null);
        }
        catch (TableException error)
        {
            return (null, error.Message);
        }
    }

    string? Learn(EventBatch batch, int row, IRows features, int at)
    {
        var weight = _weight < 0 ? 1 : batch.Column(_weight).Nulls[row] ? double.NaN : batch.Column(_weight).Number(row);
        try
        {
            return profile.Learn(_online!, _predictor!.Prepare(features, at), EventRows.ValueOf(batch.Column(_target), row)!, weight);
        }
        catch (Exception error) when (error is DatasetException or FormatException)
        {
            return error.Message;
        }
    }

    OutputRecord Answer(EventBatch batch, int row, IRows features, int at)
    {
        try
        {
            return Output(batch, row, "prediction", _predictor!.ToJson(_predictor.Predict(features, at)));
        }
        catch (Exception error) when (error is DatasetException or FormatException)
        {
            return Output(batch, row, "refused", new() { ["reason"] = error.Message });
        }
    }

    OutputRecord Output(EventBatch batch, int row, string kind, JsonObject payload)
    {
        var id = batch.Id(row);
        return new($"{id}/{definition.Name}/{kind}", id, definition.Name, batch.Column(schema.Key).Strings[row] ?? "", batch.Times[row], kind, payload.ToJsonString());
    }

    sealed class OneRow(IRows rows, int row) : IRows
    {
        public int Count => 1;

        public object? Value(int column, int _) => rows.Value(column, row);
    }
}
