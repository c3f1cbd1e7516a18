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
        for (var ago = Count; ago > 0; ago--) writer.Write(Ago(ago));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static RecentValues Read(BinaryReader reader)
    {
        var recent = new RecentValues(reader.ReadInt32());
        for (var left = reader.ReadInt32(); left > 0; left--) recent.Add(reader.ReadDouble());
        return recent;
    }
}
