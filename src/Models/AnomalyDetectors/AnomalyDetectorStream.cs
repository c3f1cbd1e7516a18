using System.Text.Json;
using DistributedML.Learning;
using DistributedML.Learning.Anomalies;
using DistributedML.Models.Streams;
using DistributedML.Pipelines.Events;

namespace DistributedML.Models.AnomalyDetectors;

/// <summary>Keeps each key's detector; when an event opens a new bucket, all keys advance to it.</summary>
sealed class AnomalyDetectorStream(AnomalyDetectorDefinition definition, EventSchema schema) : KeyedModel<AnomalyDetector>(definition, schema)
{
    readonly int _key = schema.IndexOf(definition.Key);
    readonly int _amount = schema.IndexOf(definition.Amount);
    readonly List<Alert> _found = [];
    readonly List<(string Key, Alert Alert)> _ofAll = [];
    AnomalyModel _model = new(definition.Options);
    long _openBucket = -1;
    IEnumerator<Slot>? _advancing, _passing;

    internal ScoreAnswer Score(EventBatch batch, int row)
    {
        var key = batch.Column(_key).Strings[row]!;
        var detector = Find(key) ?? new AnomalyDetector(_model);
        var amount = batch.Column(_amount);
        var score = amount.Nulls[row] ? detector.Score(batch.Times[row]) : detector.Score(batch.Times[row], amount.Number(row));
        return new(key, score.Known, score.Anomalous, score.Score, score.Probability, score.Evidence);
    }

    // The next event advances all keys: those that come from a shard that was behind, and again, to no effect, the others.
    /// <inheritdoc/>
    public override void Gain()
    {
        _openBucket = -1;
        OwnChanged();
    }

    // Each key's own state stays at the shard's time; a copy goes on with the deployment's.
    /// <inheritdoc/>
    public override bool Pass(IReadOnlyList<DateTime> hours, ICollection<OutputRecord> outputs)
    {
        _passing ??= Slots.GetEnumerator();
        for (var left = SliceKeys; _passing.MoveNext();)
        {
            var (key, detector) = (_passing.Current.Key, _passing.Current.State.Copy());
            foreach (var hour in hours) detector.Advance(hour, _found);
            foreach (var alert in _found) outputs.Add(Output("", key, alert));
            _found.Clear();
            if (--left == 0) return true;
        }
        _passing = null;
        return false;
    }

    /// <inheritdoc/>
    protected override bool TryLearn(EventBatch batch, int row, ICollection<OutputRecord> outputs)
    {
        if (batch.Column(_key).Nulls[row]) return true;
        var bucket = _model.BucketOf(batch.Times[row]);
        if (bucket > _openBucket && !Advance(bucket, batch, row, outputs)) return false;
        var key = batch.Column(_key).Strings[row]!;
        var slot = FindSlot(key) ?? Add(key, new AnomalyDetector(_model));
        var amount = batch.Column(_amount);
        if (amount.Nulls[row]) slot.State.Learn(batch.Times[row], _found);
        else slot.State.Learn(batch.Times[row], amount.Number(row), _found);
        Changed(slot);
        foreach (var alert in _found) outputs.Add(Output(batch.Id(row), key, alert));
        _found.Clear();
        return true;
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

    // False when keys are left for another slice; no key is added until the last one has advanced.
    bool Advance(long bucket, EventBatch batch, int row, ICollection<OutputRecord> outputs)
    {
        _advancing ??= Slots.GetEnumerator();
        for (var left = SliceKeys; _advancing.MoveNext();)
        {
            var slot = _advancing.Current;
            slot.State.Advance(batch.Times[row], _found);
            Changed(slot);
            foreach (var alert in _found) _ofAll.Add((slot.Key, alert));
            _found.Clear();
            if (--left == 0) return false;
        }
        _advancing = null;
        _openBucket = bucket;
        OwnChanged();
        _ofAll.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
        foreach (var (key, alert) in _ofAll) outputs.Add(Output(batch.Id(row), key, alert));
        _ofAll.Clear();
        return true;
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

    OutputRecord Output(string eventId, string key, Alert alert)
    {
        var kind = alert.Kind.ToString().ToLowerInvariant();
        var payload = new AlertPayload(alert.Observed, alert.Expected, alert.Score, alert.Probability, alert.Evidence);
        // A silence is found by whichever event comes next, or by time alone; it is one silence.
        var id = alert.Kind == AlertKind.Silence ? $"{alert.Time:s}/{Definition.Name}/{kind}/{key}" : $"{eventId}/{Definition.Name}/{kind}/{key}";
        return new(id, eventId, Definition.Name, key, alert.Time, kind,
            JsonSerializer.Serialize(payload, AnomalyDetectorJson.Default.AlertPayload));
    }
}
