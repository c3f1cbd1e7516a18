using DistributedML.Learning.Tabular;

namespace DistributedML.Learning.NaiveBayes;

/// <summary>
/// Multinomial or Bernoulli naive Bayes: log probabilities that are linear in the counts. A class without training rows has probability 0.
/// </summary>
public sealed class CountNaiveBayesModel : INaiveBayesModel, ILearnsOn
{
    readonly NumericInputs _inputs;
    readonly string[] _classNames;
    readonly double[] _constants;
    readonly double[] _weights;   // what a count of 1 adds to the class's log probability, by class

    internal CountNaiveBayesModel(NumericInputs inputs, string[] classNames, CountSummary summary, double smoothing)
    {
        (_inputs, _classNames, Summary, Smoothing) = (inputs, classNames, summary, smoothing);
        _constants = new double[classNames.Length];
        _weights = new double[classNames.Length * inputs.Columns];
        Refresh();
    }

    /// <inheritdoc/>
    public FeatureSchema Inputs => _inputs.Schema;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => _classNames;

    /// <summary>Whether a feature is there or not (Bernoulli), rather than counted (multinomial).</summary>
    public bool IsBernoulli => Summary.Threshold is not null;

    internal CountSummary Summary { get; }

    internal double Smoothing { get; }

    /// <inheritdoc/>
    /// <exception cref="DatasetException">The rows have another schema, or a value is missing or infinite.</exception>
    public void Predict(Dataset rows, Span<double> probabilities)
    {
        _inputs.CheckValues(rows);
        var row = new FeatureRow(Inputs);
        for (var i = 0; i < rows.Rows; i++)
        {
            row.Set(rows, i);
            Predict(row, probabilities.Slice(i * _classNames.Length, _classNames.Length));
        }
    }

    /// <inheritdoc/>
    /// <exception cref="DatasetException">The row has another schema, or a value is missing or infinite.</exception>
    public void Predict(FeatureRow row, Span<double> probabilities)
    {
        _inputs.CheckRow(row);
        for (var k = 0; k < _constants.Length; k++)
        {
            var weights = _weights.AsSpan(k * _inputs.Columns, _inputs.Columns);
            probabilities[k] = Summary.Threshold is { } threshold ? SumAbove(row, weights, threshold, _constants[k])
                : _inputs.Dot(row, weights, _constants[k]);
        }
        Softmax.Apply(probabilities[.._constants.Length]);
    }

    /// <inheritdoc/>
    public IOnlineModel LearnOn() => new OnlineNaiveBayes(this);

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        Inputs.Write(writer);
        writer.WriteTexts(_classNames);
        writer.Write(Smoothing);
        Summary.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are no such model.</exception>
    public static CountNaiveBayesModel Read(BinaryReader reader)
    {
        var (inputs, names, smoothing) = (new NumericInputs(FeatureSchema.Read(reader)), reader.ReadTexts(), reader.ReadDouble());
        var summary = CountSummary.Read(reader);
        if (summary.Classes != names.Length || summary.Columns != inputs.Columns)
            throw new InvalidDataException("the summary does not fit classes and features");
        return new(inputs, names, summary, smoothing);
    }

    void INaiveBayesModel.Add(FeatureRow row, int @class, double weight)
    {
        _inputs.CheckRow(row);
        Summary.Add(_inputs, row, @class, weight);
    }

    void INaiveBayesModel.Refresh() => Refresh();

    INaiveBayesModel INaiveBayesModel.Copy() => new CountNaiveBayesModel(_inputs, [.. _classNames], Summary.Copy(), Smoothing);

    /// <summary>Computes the log probabilities from the summary.</summary>
    void Refresh()
    {
        var total = 0.0;
        for (var k = 0; k < _constants.Length; k++) total += Summary.Weight(k);
        for (var k = 0; k < _constants.Length; k++)
        {
            var counts = Summary.CountsOf(k);
            var weights = _weights.AsSpan(k * _inputs.Columns, _inputs.Columns);
            var inClass = Summary.Weight(k);
            _constants[k] = Math.Log(inClass / total);
            var sum = 0.0;
            foreach (var count in counts) sum += count;
            for (var i = 0; i < weights.Length; i++)
            {
                if (!IsBernoulli)
                {
                    weights[i] = Math.Log(counts[i] + Smoothing) - Math.Log(sum + Smoothing * weights.Length);
                    continue;
                }
                var absent = Math.Log(inClass - counts[i] + Smoothing) - Math.Log(inClass + 2 * Smoothing);
                weights[i] = Math.Log(counts[i] + Smoothing) - Math.Log(inClass + 2 * Smoothing) - absent;
                _constants[k] += absent;
            }
        }
    }

    double SumAbove(FeatureRow row, ReadOnlySpan<double> weights, double threshold, double sum)
    {
        for (var i = 0; i < Inputs.Count; i++)
        {
            var (slot, offset) = (Inputs.Slot(i), _inputs.Offset(i));
            if (_inputs.IsSparse(i))
            {
                var places = row.Sparse[slot].Columns;
                var values = row.Sparse[slot].Values;
                for (var e = 0; e < places.Length; e++)
                    if (values[e] > threshold) sum += weights[offset + places[e]];
            }
            else if (row.Numbers[slot] > threshold) sum += weights[offset];
        }
        return sum;
    }
}
