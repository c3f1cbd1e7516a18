using DistributedML.Grains.Interfaces;
using DistributedML.Learning;
using DistributedML.Learning.Anomalies;
using DistributedML.Pipelines.Events;
using DistributedML.Pipelines.Models;

namespace DistributedML.Grains.Shards;

/// <summary>Keeps each key's detector; when an event opens a new bucket, all keys advance to it.</summary>
sealed class DetectorShard(AnomalyDetectorDefinition definition, EventSchema schema) : KeyedModel<AnomalyDetector>(definition, schema)
{
    readonly int _key = schema.IndexOf(definition.Key);
    readonly int _amount = schema.IndexOf(definition.Amount);
    readonly List<Alert> _found = [];
    readonly List<(string Key, Alert Alert)> _ofAll = [];
    AnomalyModel _model = new(definition.Options);
    long _openBucket = -1;

    internal ScoreAnswer Score(EventBatch batch, int row)
    {
        var key = batch.Column(_key).Strings[row]!;
        var detector = Find(key) ?? new AnomalyDetector(_model);
        var amount = batch.Column(_amount);
        var score = amount.Nulls[row] ? detector.Score(batch.Times[row]) : detector.Score(batch.Times[row], amount.Number(row));
        return new(key, score.Known, score.Anomalous, score.Score, score.Probability, score.Evidence);
    }

    /// <inheritdoc/>
    protected override void Learn(EventBatch batch, int row, ICollection<AlertAnswer> alerts)
    {
        if (batch.Column(_key).Nulls[row]) return;
        var bucket = _model.BucketOf(batch.Times[row]);
        if (bucket > _openBucket) Advance(bucket, batch, row, alerts);
        var key = batch.Column(_key).Strings[row]!;
        var slot = FindSlot(key) ?? Add(key, new AnomalyDetector(_model));
        var amount = batch.Column(_amount);
        if (amount.Nulls[row]) slot.State.Learn(batch.Times[row], _found);
        else slot.State.Learn(batch.Times[row], amount.Number(row), _found);
        Changed(slot);
        foreach (var alert in _found) alerts.Add(Answer(batch.Id(row), key, alert));
        _found.Clear();
    }

    /// <inheritdoc/>
    protected override IEnumerable<string> KeysOf(IState artifact) => ((TrainedDetector)artifact).Detectors.Keys;

    /// <inheritdoc/>
    protected override AnomalyDetector Take(IState artifact, string key, AnomalyDetector? current)
    {
        var trained = (TrainedDetector)artifact;
        if (current is not null && SameScales(current.Model, trained.Model)) return WithModel(current, trained.Model);
        return trained.Detectors.TryGetValue(key, out var detector) ? detector.Copy() : new AnomalyDetector(trained.Model);
    }

    /// <inheritdoc/>
    protected override void Use(IState artifact)
    {
        var trained = (TrainedDetector)artifact;
        if (_openBucket < 0 || !SameScales(_model, trained.Model)) _openBucket = trained.OpenBucket;
        _model = trained.Model;
    }

    /// <inheritdoc/>
    protected override AnomalyDetector ReadState(BinaryReader reader) => AnomalyDetector.Read(reader, _model);

    /// <inheritdoc/>
    protected override void WriteOwn(BinaryWriter writer) => writer.Write(_openBucket);

    /// <inheritdoc/>
    protected override void ReadOwn(BinaryReader reader) => _openBucket = reader.ReadInt64();

    void Advance(long bucket, EventBatch batch, int row, ICollection<AlertAnswer> alerts)
    {
        _openBucket = bucket;
        OwnChanged();
        foreach (var slot in Slots)
        {
            slot.State.Advance(batch.Times[row], _found);
            Changed(slot);
            foreach (var alert in _found) _ofAll.Add((slot.Key, alert));
            _found.Clear();
        }
        _ofAll.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
        foreach (var (key, alert) in _ofAll) alerts.Add(Answer(batch.Id(row), key, alert));
        _ofAll.Clear();
    }

    // What was learned under the former model goes on under the new one where both cut time and compare amounts in the same way; otherwise it means nothing there.
    static bool SameScales(AnomalyModel one, AnomalyModel other) => one.Options.BucketHours == other.Options.BucketHours && one.IsLinear == other.IsLinear;

    static AnomalyDetector WithModel(AnomalyDetector detector, AnomalyModel model)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        detector.Write(writer);
        writer.Flush();
        stream.Position = 0;
        using var reader = new BinaryReader(stream);
        return AnomalyDetector.Read(reader, model);
    }

    static AlertAnswer Answer(string eventId, string key, Alert alert)
    {
        var kind = alert.Kind.ToString().ToLowerInvariant();
        return new($"{eventId}/{kind}/{key}", eventId, key, alert.Time, kind, alert.Observed, alert.Expected, alert.Score, alert.Probability, alert.Evidence);
    }
}
