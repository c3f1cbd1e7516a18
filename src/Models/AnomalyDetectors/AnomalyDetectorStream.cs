using System.Text.Json;
using DistributedML.Learning;
using DistributedML.Learning.Anomalies;
using DistributedML.Models.Streams;
using DistributedML.Pipelines.Events;

namespace DistributedML.Models.AnomalyDetectors;

/// <summary>
/// Keeps each key's detector; when an event opens a new bucket, all keys advance to it. The begin of an incident is put out, and its end:
/// by the key's next
/// event, by the next bucket, or before by time alone. What time alone shows changes no state, and is the same output when the state shows
/// it too.
/// </summary>
sealed class AnomalyDetectorStream(AnomalyDetectorDefinition definition, EventSchema schema) : KeyedModel<AnomalyDetector>(definition, schema)
{
    /// <summary>What follows the kind of anomaly in the kind of the output that ends an incident.</summary>
    internal const string EndSuffix = "-end";

    readonly int _key = schema.IndexOf(definition.Key);
    readonly int _amount = schema.IndexOf(definition.Amount);
    readonly List<Alert> _found = [];
    readonly List<Incident> _ended = [];
    readonly List<OutputRecord> _ofAll = [];
    readonly SortedDictionary<string, Slot> _open = new(StringComparer.Ordinal);   // those with an open incident, and some that had one
    AnomalyModel _model = new(definition.Options);
    long _openBucket = -1, _toldHour = -1;
    IEnumerator<Slot>? _advancing, _passing;

    /// <summary>The kind of anomaly as outputs name it.</summary>
    internal static string NameOf(AlertKind kind) => kind.ToString().ToLowerInvariant();

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

    /// <summary>The incidents of a key that are open.</summary>
    internal IEnumerable<Incident> OpenIncidents(string key) => Find(key)?.OpenIncidents ?? [];

    // Each key's own state stays at the shard's time; a copy goes on with the deployment's.
    /// <inheritdoc/>
    public override bool Pass(IReadOnlyList<DateTime> hours, ICollection<OutputRecord> outputs)
    {
        _passing ??= Slots.GetEnumerator();
        for (var left = SliceKeys; _passing.MoveNext();)
        {
            var (key, detector) = (_passing.Current.Key, _passing.Current.State.Copy());
            foreach (var hour in hours) detector.Advance(hour, _found, _ended);
            if (hours.Count > 0) _ended.AddRange(detector.IncidentsOverAt(hours[^1]));
            PutOut("", key, outputs);
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
        TellEnds(batch, row, outputs);
        var key = batch.Column(_key).Strings[row]!;
        var slot = FindSlot(key) ?? Add(key, new AnomalyDetector(_model));
        var amount = batch.Column(_amount);
        if (amount.Nulls[row]) slot.State.Learn(batch.Times[row], _found, _ended);
        else slot.State.Learn(batch.Times[row], amount.Number(row), _found, _ended);
        Changed(slot);
        if (_found.Count + _ended.Count == 0) return true;
        PutOut(batch.Id(row), key, outputs);
        Added(slot);
        return true;
    }

    /// <inheritdoc/>
    protected override void Added(Slot slot)
    {
        if (slot.State.HasOpenIncident) _open[slot.Key] = slot;
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
            slot.State.Advance(batch.Times[row], _found, _ended);
            Changed(slot);
            PutOut(batch.Id(row), slot.Key, _ofAll);
            Added(slot);
            if (--left == 0) return false;
        }
        _advancing = null;
        _openBucket = bucket;
        OwnChanged();
        foreach (var output in _ofAll.OrderBy(output => output.Key, StringComparer.Ordinal)) outputs.Add(output);
        _ofAll.Clear();
        return true;
    }

    // Once an hour, since the bucket may be open for a day, and each key once.
    void TellEnds(EventBatch batch, int row, ICollection<OutputRecord> outputs)
    {
        var time = batch.Times[row];
        if (_open.Count == 0 || time.Ticks / TimeSpan.TicksPerHour <= _toldHour) return;
        _toldHour = time.Ticks / TimeSpan.TicksPerHour;
        foreach (var slot in _open.Values.ToList())
        {
            _ended.AddRange(slot.State.IncidentsOverAt(time));
            if (_ended.Count == slot.State.OpenIncidents.Count()) _open.Remove(slot.Key);
            PutOut(batch.Id(row), slot.Key, outputs);
        }
    }

    // Ends before begins: a key's next incident begins after the one before is over.
    void PutOut(string eventId, string key, ICollection<OutputRecord> outputs)
    {
        foreach (var incident in _ended) outputs.Add(End(eventId, key, incident));
        foreach (var alert in _found)
        {
            if (alert.BeginsIncident) outputs.Add(Begin(eventId, key, alert));
        }
        _ended.Clear();
        _found.Clear();
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

    OutputRecord Begin(string eventId, string key, Alert alert)
    {
        var kind = NameOf(alert.Kind);
        var payload = new AlertPayload(alert.Observed, alert.Expected, alert.Score, alert.Probability, alert.Evidence);
        // A silence is found by whichever event comes next, or by time alone; it is one silence.
        var id = alert.Kind == AlertKind.Silence ? $"{alert.Time:s}/{Definition.Name}/{kind}/{key}" : $"{eventId}/{Definition.Name}/{kind}/{key}";
        return new(id, eventId, Definition.Name, key, alert.Time, kind,
            JsonSerializer.Serialize(payload, AnomalyDetectorJson.Default.AlertPayload));
    }

    // Named by its begin and its end, not by what showed that it is over; where a late event goes on with one that was said to be over,
    // that is said anew.
    OutputRecord End(string eventId, string key, Incident incident)
    {
        var kind = NameOf(incident.Kind) + EndSuffix;
        return new($"{incident.Begin:O}/{incident.End:O}/{Definition.Name}/{kind}/{(incident.Above ? "above" : "below")}/{key}", eventId, Definition.Name, key,
            incident.End, kind, JsonSerializer.Serialize(IncidentPayload.Of(incident), AnomalyDetectorJson.Default.IncidentPayload));
    }
}
