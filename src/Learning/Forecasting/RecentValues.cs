namespace DistributedML.Learning.Forecasting;

/// <summary>The newest values of a series, up to a fixed number.</summary>
sealed class RecentValues(int capacity) : IState
{
    readonly double[] _ring = new double[capacity];
    int _next;

    /// <summary>How many values are kept at most.</summary>
    public int Capacity => _ring.Length;

    /// <summary>How many values are kept so far.</summary>
    public int Count { get; private set; }

    /// <summary>The kept values in any order.</summary>
    public ReadOnlySpan<double> Unordered => _ring.AsSpan(0, Count);

    /// <summary>The value <paramref name="ago"/> steps back; 1 is the newest.</summary>
    public double Ago(int ago)
    {
        var index = _next - ago;
        return _ring[index < 0 ? index + _ring.Length : index];
    }

    /// <summary>Adds a value and forgets the oldest one when full.</summary>
    public void Add(double value)
    {
        _ring[_next] = value;
        if (++_next == _ring.Length) _next = 0;
        if (Count < _ring.Length) Count++;
    }

    /// <summary>Replaces each kept value.</summary>
    public void Map(Func<double, double> value)
    {
        for (var i = 0; i < Count; i++) _ring[i] = value(_ring[i]);
    }

    /// <summary>The kept values, oldest first.</summary>
    public double[] ToArray()
    {
        var values = new double[Count];
        for (var i = 0; i < values.Length; i++) values[i] = Ago(Count - i);
        return values;
    }

    /// <summary>A copy that shares nothing with this one.</summary>
    public RecentValues Copy()
    {
        var copy = new RecentValues(_ring.Length) { _next = _next, Count = Count };
        _ring.CopyTo(copy._ring, 0);
        return copy;
    }

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        writer.Write(_ring.Length);
        writer.Write(Count);
        var oldest = Count < _ring.Length ? 0 : _next;   // a ring that is not full begins at 0
        writer.WriteValues<double>(_ring.AsSpan(oldest, Count - oldest));
        writer.WriteValues<double>(_ring.AsSpan(0, oldest));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static RecentValues Read(BinaryReader reader)
    {
        var recent = new RecentValues(reader.ReadInt32());
        recent.Count = reader.ReadInt32();
        reader.ReadValues(recent._ring.AsSpan(0, recent.Count));
        recent._next = recent.Count == recent.Capacity ? 0 : recent.Count;
        return recent;
    }
}
