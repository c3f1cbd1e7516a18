using System.Runtime.InteropServices;

namespace DistributedML.Learning.Tabular.Metrics;

/// <summary>
/// The weight of the positive and negative rows at each score, from which ROC and precision-recall curves follow. Exact: all distinct
/// scores are kept, 24 bytes each, and up to as many rows not yet tallied; adding n rows costs n·log n.
/// </summary>
public sealed class ScoreTally : ISummary<ScoreTally, ScoreRow, ScoreCurves>
{
    const int RowsBeforeTally = 1024;

    readonly record struct Entry(double Score, double Positive, double Negative);

    readonly List<Entry> _entries = [];
    int _tallied;      // so many entries are sorted by falling score, each score once

    /// <inheritdoc/>
    /// <exception cref="DatasetException">The score is NaN, or the weight is below 0 or not finite.</exception>
    public void Add(ScoreRow row)
    {
        if (!row.IsCounted()) return;
        _entries.Add(row.Positive ? new(row.Score, row.Weight, 0) : new(row.Score, 0, row.Weight));
        if (_entries.Count >= 2 * _tallied + RowsBeforeTally) Tally();
    }

    /// <inheritdoc/>
    public void Merge(ScoreTally other)
    {
        _entries.AddRange(other._entries);
        if (_entries.Count >= 2 * _tallied + RowsBeforeTally) Tally();
    }

    /// <inheritdoc/>
    public ScoreCurves Result()
    {
        Tally();
        var (scores, positives, negatives) = (new double[_tallied], new double[_tallied], new double[_tallied]);
        double positive = 0, negative = 0;
        for (var i = 0; i < _tallied; i++)
        {
            positive += _entries[i].Positive;
            negative += _entries[i].Negative;
            (scores[i], positives[i], negatives[i]) = (_entries[i].Score, positive, negative);
        }
        return new(scores, positives, negatives);
    }

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        Tally();
        writer.WriteRecords<Entry, double>(CollectionsMarshal.AsSpan(_entries));
    }

    /// <inheritdoc/>
    public static ScoreTally Read(BinaryReader reader)
    {
        var tally = new ScoreTally();
        tally._entries.AddRange(reader.ReadRecords<Entry, double>());
        tally._tallied = tally._entries.Count;
        for (var i = 1; i < tally._tallied; i++)
            if (!(tally._entries[i].Score < tally._entries[i - 1].Score))
                throw new InvalidDataException("the scores of a tally do not fall");
        return tally;
    }

    void Tally()
    {
        if (_tallied == _entries.Count) return;
        _entries.Sort((x, y) => y.Score.CompareTo(x.Score));
        var last = 0;
        for (var i = 1; i < _entries.Count; i++)
        {
            var (at, next) = (_entries[last], _entries[i]);
            if (next.Score == at.Score) _entries[last] = new(at.Score, at.Positive + next.Positive, at.Negative + next.Negative);
            else _entries[++last] = next;
        }
        _tallied = last + 1;
        _entries.RemoveRange(_tallied, _entries.Count - _tallied);
    }
}
