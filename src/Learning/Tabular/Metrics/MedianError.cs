using System.Runtime.InteropServices;

namespace DistributedML.Learning.Tabular.Metrics;

/// <summary>
/// The weighted median of a regressor's absolute errors. A median has no small mergeable state that is exact, so all errors are kept: 16
/// bytes a row; the result sorts them. Where half of the weight ends between two errors it is their mean.
/// </summary>
public sealed class MedianError : ISummary<MedianError, RegressionRow, double>
{
    readonly record struct Entry(double Error, double Weight) : IComparable<Entry>
    {
        public int CompareTo(Entry other) => Error != other.Error ? Error.CompareTo(other.Error) : Weight.CompareTo(other.Weight);
    }

    readonly List<Entry> _entries = [];

    /// <inheritdoc/>
    /// <exception cref="DatasetException">A number is not finite, or the weight is below 0.</exception>
    public void Add(RegressionRow row)
    {
        if (row.IsCounted()) _entries.Add(new(row.AbsoluteError, row.Weight));
    }

    /// <inheritdoc/>
    public void Merge(MedianError other) => _entries.AddRange(other._entries);

    /// <inheritdoc/>
    /// <returns>The median; NaN where no row counts.</returns>
    public double Result()
    {
        if (_entries.Count == 0) return double.NaN;
        _entries.Sort();
        var half = _entries.Sum(entry => entry.Weight) / 2;
        var below = 0.0;
        for (var i = 0; i < _entries.Count - 1; i++)
        {
            below += _entries[i].Weight;
            var above = below - half;
            if (above > half * 1e-15) return _entries[i].Error;
            if (above >= -half * 1e-15) return (_entries[i].Error + _entries[i + 1].Error) / 2;
        }
        return _entries[^1].Error;
    }

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        _entries.Sort();
        writer.WriteRecords<Entry, double>(CollectionsMarshal.AsSpan(_entries));
    }

    /// <inheritdoc/>
    public static MedianError Read(BinaryReader reader)
    {
        var median = new MedianError();
        median._entries.AddRange(reader.ReadRecords<Entry, double>());
        return median;
    }
}
