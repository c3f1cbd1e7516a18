using DistributedML.Learning;
using DistributedML.Learning.Forecasting;
using DistributedML.Models.Streams;
using DistributedML.Pipelines.Events;

namespace DistributedML.Models.Forecasters;

/// <summary>
/// Keeps each key's daily series, and this shard's part of the total: its sum for each day since training. The total's series is put together
/// from the parts of all shards when it is asked for, since no shard sees all events.
/// </summary>
sealed class ForecasterStream(ForecasterDefinition definition, EventSchema schema) : KeyedModel<DailySeries>(definition, schema)
{
    readonly int _series = schema.IndexOf(definition.Series);
    readonly int _value = schema.IndexOf(definition.Value);
    readonly int _total = definition.Total is null ? -1 : schema.IndexOf(definition.Total);
    readonly SortedDictionary<int, double> _totals = [];
    TrainedForecaster? _trained;
    int _lastDay = -1;
    double _lastSum;

    /// <summary>This shard's sum of the total column for each day with events.</summary>
    internal IReadOnlyList<DayValue> DailyTotals()
    {
        Settle();
        return [.. _totals.Select(day => new DayValue(DateOnly.FromDayNumber(day.Key), day.Value))];
    }

    /// <inheritdoc/>
    protected override bool TryLearn(EventBatch batch, int row, ICollection<OutputRecord> outputs)
    {
        if (batch.Column(_series).Nulls[row]) return true;
        var day = DateOnly.FromDateTime(batch.Times[row]);
        var key = batch.Column(_series).Strings[row]!;
        var slot = FindSlot(key) ?? Add(key, _trained?.StartSeries(day) ?? new DailySeries(definition.Options, day));
        slot.State.Add(day, batch.Column(_value).Number(row));
        Changed(slot);
        if (_total >= 0) AddTotal(day.DayNumber, batch.Column(_total).Number(row));
        return true;
    }

    /// <inheritdoc/>
    protected override IEnumerable<string> KeysOf(IState artifact) => ((TrainedForecaster)artifact).Series.Keys;

    /// <inheritdoc/>
    protected override DailySeries Take(IState artifact, string key, DailySeries? current)
    {
        var trained = ((TrainedForecaster)artifact).Series.GetValueOrDefault(key);
        if (current is null) return trained!.Copy();
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
        foreach (var (day, sum) in _totals)
        {
            writer.Write(day);
            writer.Write(sum);
        }
    }

    /// <inheritdoc/>
    protected override void ReadOwn(BinaryReader reader)
    {
        for (var count = reader.ReadInt32(); count > 0; count--) _totals[reader.ReadInt32()] = reader.ReadDouble();
    }

    // Events mostly share the day with the one before; the sum is taken out and put back, so that the order of additions stays that of the events.
    void AddTotal(int day, double amount)
    {
        if (day != _lastDay)
        {
            Settle();
            (_lastDay, _lastSum) = (day, _totals.GetValueOrDefault(day));
        }
        _lastSum = Math.Clamp(_lastSum + amount, -DailySeries.LargestSum, DailySeries.LargestSum);
        OwnChanged();
    }

    void Settle()
    {
        if (_lastDay >= 0) _totals[_lastDay] = _lastSum;
    }
}
