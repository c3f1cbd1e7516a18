namespace DistributedML.Learning.Tabular.Metrics;

/// <summary>Sums of what predicted probabilities cost. Memory: four numbers.</summary>
public sealed class ProbabilityLosses : ISummary<ProbabilityLosses, ProbabilityRow, ProbabilityScores>
{
    const double Smallest = 1.0 / (1L << 52);   // numpy's eps, as in scikit-learn's log loss

    double _weight, _logs, _squares, _hits;

    /// <summary>A summary of no rows.</summary>
    /// <param name="classes">Number of classes; at least 2.</param>
    /// <param name="topK">How many of the most probable classes count as a hit; at least 1.</param>
    public ProbabilityLosses(int classes, int topK = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(topK, 1);
        (Classes, TopK) = (classes, topK);
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>How many of the most probable classes count as a hit.</summary>
    public int TopK { get; }

    /// <inheritdoc/>
    /// <exception cref="DatasetException">The class, a probability, their number or the weight is out of range.</exception>
    public void Add(ProbabilityRow row)
    {
        if (!row.IsCounted(Classes)) return;
        var probabilities = row.Probabilities.Span;
        var own = probabilities[row.Class];
        var (squares, ahead) = (0.0, 0);
        for (var i = 0; i < probabilities.Length; i++)
        {
            var distance = probabilities[i] - (i == row.Class ? 1 : 0);
            squares += distance * distance;
            if (probabilities[i] > own || probabilities[i] == own && i > row.Class) ahead++;
        }
        _weight += row.Weight;
        _logs -= row.Weight * Math.Log(Math.Clamp(own, Smallest, 1 - Smallest));
        _squares += row.Weight * squares;
        if (ahead < TopK) _hits += row.Weight;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The other summary has other classes or another k.</exception>
    public void Merge(ProbabilityLosses other)
    {
        if ((Classes, TopK) != (other.Classes, other.TopK))
            throw new ArgumentException(
                $"losses of {other.Classes} classes and top {other.TopK} cannot be merged into those of {Classes} and top {TopK}");
        _weight += other._weight;
        _logs += other._logs;
        _squares += other._squares;
        _hits += other._hits;
    }

    /// <inheritdoc/>
    public ProbabilityScores Result() => new(_weight, _logs / _weight, (Classes == 2 ? 0.5 : 1) * _squares / _weight, _hits / _weight);

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Classes);
        writer.Write(TopK);
        foreach (var value in (double[])[_weight, _logs, _squares, _hits]) writer.Write(value);
    }

    /// <inheritdoc/>
    public static ProbabilityLosses Read(BinaryReader reader)
    {
        var (classes, topK) = (reader.ReadInt32(), reader.ReadInt32());
        if (classes < 2 || topK < 1) throw new InvalidDataException($"a summary of losses has {classes} classes and top {topK}");
        return new(classes, topK)
        {
            _weight = reader.ReadDouble(),
            _logs = reader.ReadDouble(),
            _squares = reader.ReadDouble(),
            _hits = reader.ReadDouble(),
        };
    }
}
