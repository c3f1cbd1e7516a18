namespace DistributedML.Learning.Anomalies;

/// <summary>The incidents of one key that are open: at most one of each kind and direction. Keys without one have no table.</summary>
sealed class OpenIncidents
{
    const int Slots = 4;
    readonly Incident?[] _slots = new Incident?[Slots];

    public bool IsEmpty => Array.TrueForAll(_slots, incident => incident is null);

    public IEnumerable<Incident> All => _slots.OfType<Incident>();

    public Incident? this[AlertKind kind, bool above]
    {
        get => _slots[Slot(kind, above)];
        set => _slots[Slot(kind, above)] = value;
    }

    /// <summary>
    /// Notes an anomaly; false when it belongs to the open incident, true when it begins one. One that came so late that it is before the
    /// open incident by more
    /// than the cooldown is an incident of its own.
    /// </summary>
    public bool Note(Alert alert, int events, AnomalyDetectorOptions options, ICollection<Incident>? ended)
    {
        EndDue(alert.Time, options, ended);
        var slot = Slot(alert.Kind, alert.Score > 0);
        if (_slots[slot] is not { } open)
        {
            _slots[slot] = Incident.Of(alert, events);
            return true;
        }
        if ((open.Begin - alert.Time).Ticks > options.CooldownTicks(alert.Kind))
        {
            ended?.Add(Incident.Of(alert, events));
            return true;
        }
        _slots[slot] = open.With(alert, events);
        return false;
    }

    /// <summary>
    /// Whether an incident is over at a time, since none of its anomalies came for the cooldown. A silence is not over by time.
    /// </summary>
    public static bool IsDue(Incident incident, DateTime now, AnomalyDetectorOptions options) =>
        incident.Kind != AlertKind.Silence && (now - incident.End).Ticks > options.CooldownTicks(incident.Kind);

    /// <summary>Ends the incidents that are over.</summary>
    public void EndDue(DateTime now, AnomalyDetectorOptions options, ICollection<Incident>? ended)
    {
        foreach (ref var incident in _slots.AsSpan())
        {
            if (incident is null || !IsDue(incident, now, options)) continue;
            ended?.Add(incident);
            incident = null;
        }
    }

    public OpenIncidents Copy()
    {
        var copy = new OpenIncidents();
        _slots.CopyTo(copy._slots, 0);
        return copy;
    }

    public static void Write(BinaryWriter writer, OpenIncidents? incidents)
    {
        writer.Write((byte)(incidents?.All.Count() ?? 0));
        foreach (var incident in incidents?.All ?? []) incident.Write(writer);
    }

    /// <exception cref="InvalidDataException">The bytes are no incidents.</exception>
    public static OpenIncidents? Read(BinaryReader reader)
    {
        var count = reader.ReadByte();
        if (count > Slots) throw new InvalidDataException($"a key has {count} open incidents; expected at most {Slots}");
        if (count == 0) return null;
        var incidents = new OpenIncidents();
        for (; count > 0; count--)
        {
            var incident = Incident.Read(reader);
            if (!Enum.IsDefined(incident.Kind)) throw new InvalidDataException($"an incident has the kind {(int)incident.Kind}");
            incidents[incident.Kind, incident.Above] = incident;
        }
        return incidents;
    }

    static int Slot(AlertKind kind, bool above) => kind == AlertKind.Amount ? (above ? 0 : 1) : 1 + (int)kind;
}
