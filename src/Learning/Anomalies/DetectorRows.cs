namespace DistributedML.Learning.Anomalies;

/// <summary>Events of many keys as columns, ordered by time.</summary>
public sealed class DetectorRows
{
    /// <summary>Takes the columns, all of the same length n.</summary>
    /// <param name="keys">The keys' names, each once.</param>
    /// <param name="key">Index into <paramref name="keys"/>, for each event.</param>
    /// <param name="time">Event times, none before its predecessor's.</param>
    /// <param name="amount">Signed finite amounts; NaN for an event that has none.</param>
    /// <exception cref="ArgumentException">Lengths differ, a key's index or an amount is out of range, or the times fall; the message names the row.</exception>
    public DetectorRows(IReadOnlyList<string> keys, int[] key, DateTime[] time, double[] amount)
    {
        if (key.Length != time.Length || key.Length != amount.Length)
            throw new ArgumentException($"{nameof(key)}, {nameof(time)} and {nameof(amount)} have {key.Length}, {time.Length} and {amount.Length} rows; expected the same number");
        for (var row = 0; row < key.Length; row++)
        {
            if ((uint)key[row] >= (uint)keys.Count) throw new ArgumentException($"{nameof(key)} of row {row} is {key[row]}; expected 0 to {keys.Count - 1}");
            if (double.IsInfinity(amount[row]))
                throw new ArgumentException($"{nameof(amount)} of row {row} is {amount[row]}; expected a finite amount, or NaN where there is none");
            if (row > 0 && time[row] < time[row - 1])
                throw new ArgumentException($"{nameof(time)} of row {row} is {time[row]:s}, before that of the row above, {time[row - 1]:s}; expected rows ordered by time");
        }
        (Keys, Key, Time, Amount) = (keys, key, time, amount);
    }

    /// <summary>The keys' names.</summary>
    public IReadOnlyList<string> Keys { get; }

    /// <summary>Index into <see cref="Keys"/>, for each event.</summary>
    public int[] Key { get; }

    /// <summary>Event times.</summary>
    public DateTime[] Time { get; }

    /// <summary>Signed amounts; NaN for an event that has none.</summary>
    public double[] Amount { get; }

    /// <summary>Number of events.</summary>
    public int Count => Key.Length;

    /// <summary>The events of those keys whose index is <paramref name="rank"/> modulo <paramref name="ranks"/>: a partition by key for <see cref="DetectorTrainer"/>.</summary>
    public DetectorRows Share(int rank, int ranks) => Where(row => Key[row] % ranks == rank);

    /// <summary>The events before a time.</summary>
    public DetectorRows Before(DateTime time) => Where(row => Time[row] < time);

    /// <summary>The events from a time on.</summary>
    public DetectorRows From(DateTime time) => Where(row => Time[row] >= time);

    DetectorRows Where(Func<int, bool> keep)
    {
        var rows = Enumerable.Range(0, Count).Where(keep).ToArray();
        return new DetectorRows(Keys, Array.ConvertAll(rows, row => Key[row]), Array.ConvertAll(rows, row => Time[row]), Array.ConvertAll(rows, row => Amount[row]));
    }
}
