using DistributedML.Learning;
using DistributedML.Learning.Forecasting;
using DistributedML.Models.Streams;
using DistributedML.Pipelines.Events;

namespace DistributedML.Models.Forecasters;

/// <summary>
/// Keeps each key's series, and this shard's part of the total: its sum for each step since training. The total's series is put together
/// from the parts of all shards when it is asked for, since no shard sees all events.
/// </summary>
sealed class ForecasterStream(ForecasterDefinition definition, EventSchema schema) : KeyedModel<DailySeries>(definition, schema)
{
    readonly int _series = schema.IndexOf(definition.Series);
    readonly int _value = schema.IndexOf(definition.Value);
    readonly int _total = definition.Total is null ? -1 : schema.IndexOf(definition.Total);
    readonly SortedDictionary<long, double> _totals = [];
    readonly SeriesShape _shape = definition.Shape();
    TrainedForecaster? _trained;
    long _lastStep = -1;
    double _lastSum;

    /// <summary>This shard's sum of the total column for each step with events.</summary>
    internal IReadOnlyList<StepSum> Totals()
    {
        Settle();
        return [.. _totals.Select(step => new StepSum(_shape.Step.StartOf(step.Key), step.Value))];
    }

    /// <inheritdoc/>
    protected override bool TryLearn(EventBatch batch, int row, ICollection<OutputRecord> outputs)
    {
        if (batch.Column(_series).Nulls[row]) return true;
        var time = batch.Times[row];
        var key = batch.Column(_series).Strings[row]!;
        var slot = FindSlot(key) ?? Add(key, _trained?.StartSeries(time) ?? new DailySeries(definition.Options, _shape, time));
        if (batch.Column(_value).Nulls[row]) slot.State.AddMissing(time);
        else slot.State.Add(time, batch.Column(_value).Number(row));
        Changed(slot);
        if (_total >= 0 && !batch.Column(_total).Nulls[row]) AddTotal(_shape.Step.IndexOf(time), batch.Column(_total).Number(row));
        return true;
    }

    /// <inheritdoc/>
    protected override IEnumerable<string> KeysOf(IState artifact) => ((TrainedForecaster)artifact).Series.Keys;

    /// <inheritdoc/>
    protected override DailySeries Take(IState artifact, string key, DailySeries? current)
    {
        var trained = ((TrainedForecaster)artifact).Series.GetValueOrDefault(key);
        if (current is null || (trained is not null && trained.Shape != current.Shape)) return trained!.Copy();
        if (trained is not null) current.Adopt(trained.Forecaster);
        return current;
    }

    /// <inheritdoc/>
    protected override void Use(IState artifact) => _trained = (TrainedForecaster)artifact;

    /// <inheritdoc/>
    protected override DailySeries ReadState(BinaryReader reader) => DailySeries.Read(reader);

    /// <inheritdoc/>
    protected override void WriteOwn(BinaryWriter writer)
    {
        Settle();
        writer.Write(_totals.Count);
        foreach (var (step, sum) in _totals)
        {
            writer.Write(step);
            writer.Write(sum);
        }
    }

    /// <inheritdoc/>
    protected override void ReadOwn(BinaryReader reader)
    {
        for (var count = reader.ReadInt32(); count > 0; count--) _totals[reader.ReadInt64()] = reader.ReadDouble();
    }

    // Events mostly share the step with the one before; the sum is taken out and put back, so that the order of additions stays that of the events.
    void AddTotal(long step, double amount)
    {
        if (step != _lastStep)
        {
            Settle();
            (_lastStep, _lastSum) = (step, _totals.GetValueOrDefault(step));
        }
        _lastSum = Math.Clamp(_lastSum + amount, -DailySeries.LargestSum, DailySeries.LargestSum);
        OwnChanged();
    }

    void Settle()
    {
        if (_lastStep >= 0) _totals[_lastStep] = _lastSum;
    }
}
