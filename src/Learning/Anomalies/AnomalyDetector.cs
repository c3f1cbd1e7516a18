namespace DistributedML.Learning.Anomalies;

/// <summary>
/// The online state of one key: its usual amounts and its usual number of events per bucket, and the bucket that is open. It learns each event once
/// in O(1) and raises alerts on the way; below 1 KB with daily buckets. The state is a function of the sequence of calls alone. A bucket
/// counts as open for business when some call of <see cref="Learn(DateTime, double, ICollection{Alert}, ICollection{Incident})"/> or
/// <see cref="Advance"/> has a
/// time in it: the owner of the keys advances
/// all of them whenever any event enters a new bucket (see <see cref="AnomalyModel.BucketOf"/>), so that closing days are no silence.
/// An event older than the open bucket counts into no bucket, since its own is closed; its amount is judged and learned as one of its own time.
/// </summary>
public sealed class AnomalyDetector : IState
{
    const double CertainlyOrdinary = 2;   // spares the exponentials of most events
    readonly AnomalyModel _model;
    AmountProfile _amounts;
    CountProfile _counts;
    long _bucket = -1, _end = long.MinValue, _since, _last;
    int _slot, _count, _burstCheck;
    bool _burst, _silent;
    OpenIncidents? _incidents;

    /// <summary>A detector that has seen nothing.</summary>
    public AnomalyDetector(AnomalyModel model)
    {
        _model = model;
        _amounts = new AmountProfile(model.Options.Slots, model.IsLinear);
        _counts = new CountProfile(model.Options.Slots);
    }

    AnomalyDetector(AnomalyModel model, AmountProfile amounts, CountProfile counts) => (_model, _amounts, _counts) = (model, amounts, counts);

    /// <summary>What all keys share.</summary>
    public AnomalyModel Model => _model;

    /// <summary>Events learned that had an amount, on the logarithmic scale other than 0.</summary>
    public int Events => _amounts.Count;

    /// <summary>The incidents that are open, at most one of each kind and direction.</summary>
    public IEnumerable<Incident> OpenIncidents => _incidents?.All ?? [];

    /// <summary>Whether an incident is open.</summary>
    public bool HasOpenIncident => _incidents is not null;

    /// <summary>Where the trainer collects surprises; null outside of training.</summary>
    internal SurpriseSample? Sample { get; set; }

    /// <summary>Learns an event and adds what it shows.</summary>
    /// <param name="time">Event time.</param>
    /// <param name="amount">Signed amount; on the logarithmic scale 0 counts as an event, but teaches nothing about amounts.</param>
    /// <param name="alerts">Takes alerts of closed buckets, of a burst and of this amount, in this order.</param>
    /// <param name="ended">Takes the incidents that are over.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="amount"/> is not finite.</exception>
    public void Learn(DateTime time, double amount, ICollection<Alert> alerts, ICollection<Incident>? ended = null)
    {
        if (!double.IsFinite(amount)) throw new ArgumentOutOfRangeException(nameof(amount), amount, "expected a finite amount");
        Learn(time, alerts, ended);
        if (IsJudged(amount)) LearnAmount(time, amount, Slot(_model.BucketOf(time)), alerts, ended);
    }

    /// <summary>Learns an event that has no amount, which is not an amount of 0, and adds what it shows.</summary>
    /// <param name="time">Event time.</param>
    /// <param name="alerts">Takes alerts of closed buckets and of a burst.</param>
    /// <param name="ended">Takes the incidents that are over.</param>
    public void Learn(DateTime time, ICollection<Alert> alerts, ICollection<Incident>? ended = null)
    {
        if (time.Ticks >= _end) Open(time, alerts, ended);
        else EndDue(time, ended);
        if (_since == 0) _since = time.Ticks;
        _last = Math.Max(_last, time.Ticks);
        if (_model.BucketOf(time) < _bucket) return;
        EndSilence(time, ended);
        if (++_count >= _burstCheck) CheckBurst(time, alerts, ended);
    }

    /// <summary>Tells that the stream has reached a time: closes the open bucket when that is over, and finds silence.</summary>
    /// <param name="watermark">Event time of the newest event of any key.</param>
    /// <param name="alerts">Takes a silence.</param>
    /// <param name="ended">Takes the incidents that are over.</param>
    public void Advance(DateTime watermark, ICollection<Alert> alerts, ICollection<Incident>? ended = null)
    {
        if (watermark.Ticks >= _end && _bucket >= 0) Open(watermark, alerts, ended);
    }

    /// <summary>
    /// The open incidents that are over at a time, which the next event or bucket will end: what can be said of them before, while the
    /// state stays as it is.
    /// </summary>
    public IEnumerable<Incident> IncidentsOverAt(DateTime time) =>
        OpenIncidents.Where(incident => Anomalies.OpenIncidents.IsDue(incident, time, _model.Options));

    /// <summary>Judges an event's amount without learning it.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="amount"/> is not finite.</exception>
    public AnomalyScore Score(DateTime time, double amount)
    {
        if (!double.IsFinite(amount)) throw new ArgumentOutOfRangeException(nameof(amount), amount, "expected a finite amount");
        if (Judge is not { } profile) return Unknown;
        var slot = Slot(_model.BucketOf(time));
        if (!IsJudged(amount)) return NotJudged(profile, slot, "An amount of 0 is not judged.");
        var expected = profile.Typical(slot);
        var residual = profile.Residual(amount, slot);
        var probability = Probability(profile, residual, profile.Surprise(residual), amount < 0);
        return new AnomalyScore(IsKnown, probability <= _model.Options.FalseAlarmRate, profile.Deviations(residual), probability, expected,
            AmountEvidence(amount, profile, slot));
    }

    /// <summary>The score of an event that has no amount: nothing is judged.</summary>
    public AnomalyScore Score(DateTime time) =>
        Judge is { } profile ? NotJudged(profile, Slot(_model.BucketOf(time)), "The event has no amount.") : Unknown;

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        writer.Write(_bucket);
        writer.Write(_since);
        writer.Write(_last);
        writer.Write(_count);
        writer.Write(_burst);
        writer.Write(_silent);
        Anomalies.OpenIncidents.Write(writer, _incidents);
        _amounts.Write(writer);
        _counts.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote with the same model's options.</summary>
    public static AnomalyDetector Read(BinaryReader reader, AnomalyModel model)
    {
        long bucket = reader.ReadInt64(), since = reader.ReadInt64(), last = reader.ReadInt64();
        var count = reader.ReadInt32();
        bool burst = reader.ReadBoolean(), silent = reader.ReadBoolean();
        var incidents = Anomalies.OpenIncidents.Read(reader);
        var slots = model.Options.Slots;
        var detector = new AnomalyDetector(model, AmountProfile.Read(reader, slots, model.IsLinear), CountProfile.Read(reader, slots))
        {
            _since = since,
            _last = last,
            _silent = silent,
            _incidents = incidents,
        };
        if (bucket >= 0) detector.Begin(bucket);
        (detector._count, detector._burst) = (count, burst);
        return detector;
    }

    /// <summary>An independent detector in the same state.</summary>
    public AnomalyDetector Copy()
    {
        var copy = (AnomalyDetector)MemberwiseClone();
        (copy._amounts, copy._counts, copy._incidents) = (_amounts.Copy(), _counts.Copy(), _incidents?.Copy());
        return copy;
    }

    /// <summary>Ends the collection of surprises: the run of empty buckets that still lasts counts too.</summary>
    internal void EndSample()
    {
        if (_counts.Buckets > _model.Options.WarmUpBuckets && _counts.RunSurprise > 0) Sample?.AddSilence(_counts.RunSurprise);
        Sample = null;
    }

    void LearnAmount(DateTime time, double amount, int slot, ICollection<Alert> alerts, ICollection<Incident>? ended)
    {
        if (Judge is { } profile)
        {
            var residual = profile.Residual(amount, slot);
            var surprise = profile.Surprise(residual);
            Sample?.AddAmount(surprise, residual > 0, profile != _amounts);
            if (surprise > CertainlyOrdinary && Probability(profile, residual, surprise, amount < 0) is var probability && probability <= _model.Options.FalseAlarmRate)
            {
                alerts.Add(Note(new Alert(AlertKind.Amount, time, amount, profile.Typical(slot), profile.Deviations(residual), probability,
                    AmountEvidence(amount, profile, slot)), events: 1, ended));
            }
        }
        _amounts.Learn(amount, slot, _model.Options.AmountMemory);
    }

    void CheckBurst(DateTime time, ICollection<Alert> alerts, ICollection<Incident>? ended)
    {
        if (_burst && _incidents?[AlertKind.Burst, above: true] is null) return;
        double mean = _counts.ExpectedForBurst(_slot), deviation = Math.Sqrt(_counts.Variance(mean));
        var surprise = NegativeBinomial.TailSurprise(_count, mean, _counts.Dispersion);
        if (!_burst && surprise < _model.BurstThreshold) return;
        var alert = new Alert(AlertKind.Burst, time, _count, mean, (_count - mean) / deviation, _model.Burst.Probability(surprise),
            _burst ? "" : Evidence.Burst(_count, mean, deviation, Start(_bucket), time, new DateTime(_since)));
        var noted = Note(alert, _burst ? 1 : _count, ended);
        if (!_burst) alerts.Add(noted);
        _burst = true;
    }

    void Open(DateTime time, ICollection<Alert> alerts, ICollection<Incident>? ended)
    {
        if (_bucket >= 0) Close(alerts, ended);
        Begin(_model.BucketOf(time));
        EndDue(time, ended);
    }

    void Begin(long bucket)
    {
        (_bucket, _end, _slot) = (bucket, (bucket + 1) * _model.Options.BucketTicks, Slot(bucket));
        (_count, _burst) = (0, false);
        var mean = _counts.ExpectedForBurst(_slot);
        _burstCheck = _counts.Buckets < _model.Options.WarmUpBuckets ? int.MaxValue : (int)Math.Ceiling(mean + 2 * Math.Sqrt(_counts.Variance(mean)));
    }

    void Close(ICollection<Alert> alerts, ICollection<Incident>? ended)
    {
        var judged = _counts.Buckets >= _model.Options.WarmUpBuckets;
        if (judged && Sample is not null)
        {
            var mean = _counts.ExpectedForBurst(_slot);
            Sample.AddBurst(_count <= mean ? 0 : NegativeBinomial.TailSurprise(_count, mean, _counts.Dispersion));
        }
        if (judged) Sample?.AddSilence(_count > 0 ? _counts.RunSurprise : 0);
        _counts.Learn(_count, _slot, _model.Options);
        if (_count > 0) _silent = false;
        else if (judged && (_silent || _counts.RunSurprise >= _model.SilenceThreshold))
        {
            var alert = new Alert(AlertKind.Silence, new DateTime(_end), 0, _counts.RunExpected,
                -_counts.RunExpected / Math.Sqrt(_counts.RunVariance),
                _model.Silence.Probability(_counts.RunSurprise),
                _silent ? "" : Evidence.Silence(new DateTime(_last), _counts.RunBuckets, _counts.RunExpected, new DateTime(_since)));
            if (!_silent) alerts.Add(Note(alert, _counts.RunBuckets, ended));
            else if (_incidents?[AlertKind.Silence, above: false] is not null) Note(alert, events: 1, ended);
            _silent = true;
        }
    }

    Alert Note(Alert alert, int events, ICollection<Incident>? ended) =>
        (_incidents ??= new()).Note(alert, events, _model.Options, ended) ? alert : alert with { BeginsIncident = false };

    void EndDue(DateTime now, ICollection<Incident>? ended)
    {
        if (_incidents is null) return;
        _incidents.EndDue(now, _model.Options, ended);
        if (_incidents.IsEmpty) _incidents = null;
    }

    void EndSilence(DateTime time, ICollection<Incident>? ended)
    {
        if (_incidents?[AlertKind.Silence, above: false] is not { } silence) return;
        ended?.Add(silence with { End = time });
        _incidents[AlertKind.Silence, above: false] = null;
        if (_incidents.IsEmpty) _incidents = null;
    }

    double Probability(AmountProfile profile, double residual, double surprise, bool negative)
    {
        var tails = profile == _amounts ? _model.Amounts : _model.NewKeys;
        return _model.IsLinear
            ? tails.Probability(surprise, residual > 0)
            : tails.Probability(surprise, residual > 0, profile.SignShare(negative));
    }

    bool IsKnown => _amounts.Count >= _model.Options.WarmUpEvents;

    bool IsJudged(double amount) => amount != 0 || _model.IsLinear;

    /// <summary>What amounts are judged by: the key's own, or those of all keys while the key is new.</summary>
    AmountProfile? Judge => IsKnown ? _amounts : _model.Population;

    AnomalyScore Unknown => new(false, false, 0, 1, 0, Evidence.Unknown(_amounts.Count, _model.Options.WarmUpEvents));

    AnomalyScore NotJudged(AmountProfile profile, int slot, string why) => new(IsKnown, false, 0, 1, profile.Typical(slot), why);

    string AmountEvidence(double amount, AmountProfile profile, int slot)
    {
        var (typical, low, high) = (profile.Typical(slot), profile.UsualLow(slot), profile.UsualHigh(slot));
        return _model.IsLinear
            ? Evidence.Reading(amount, typical, low, high, profile.Deviations(profile.Residual(amount, slot)), profile.Count, new DateTime(_since))
            : Evidence.Amount(amount, typical, low, high, profile.Count, profile == _amounts ? new DateTime(_since) : null);
    }

    int Slot(long bucket) => (int)(bucket % _model.Options.Slots);

    DateTime Start(long bucket) => new(bucket * _model.Options.BucketTicks);
}
