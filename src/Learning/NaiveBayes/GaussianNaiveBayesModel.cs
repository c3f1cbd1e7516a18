using DistributedML.Learning.Tabular;

namespace DistributedML.Learning.NaiveBayes;

/// <summary>Normal distributions of the features in each class. A class without training rows has probability 0.</summary>
public sealed class GaussianNaiveBayesModel : INaiveBayesModel, ILearnsOn
{
    readonly NumericInputs _inputs;
    readonly string[] _classNames;
    readonly double[] _constants;   // ln prior − ½ Σ ln 2πv, by class
    readonly double[] _means;
    readonly double[] _precisions;  // 1 / variance

    internal GaussianNaiveBayesModel(NumericInputs inputs, string[] classNames, GaussianSummary summary, double smoothing)
    {
        (_inputs, _classNames, Summary, Smoothing) = (inputs, classNames, summary, smoothing);
        _constants = new double[classNames.Length];
        _means = new double[classNames.Length * inputs.Columns];
        _precisions = new double[_means.Length];
        Refresh();
    }

    /// <inheritdoc/>
    public FeatureSchema Inputs => _inputs.Schema;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => _classNames;

    internal GaussianSummary Summary { get; }

    internal double Smoothing { get; }

    /// <summary>Mean and smoothed variance of a feature in a class.</summary>
    public (double Mean, double Variance) Moments(int @class, int feature) =>
        (_means[@class * _inputs.Columns + feature], 1 / _precisions[@class * _inputs.Columns + feature]);

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
        var values = row.Numbers;   // all features are numeric: a slot is a column
        for (var k = 0; k < _constants.Length; k++)
        {
            var means = _means.AsSpan(k * values.Length, values.Length);
            var precisions = _precisions.AsSpan(k * values.Length, values.Length);
            var sum = 0.0;
            for (var i = 0; i < means.Length; i++) sum += (values[i] - means[i]) * (values[i] - means[i]) * precisions[i];
            probabilities[k] = _constants[k] - 0.5 * sum;
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
    public static GaussianNaiveBayesModel Read(BinaryReader reader)
    {
        var (inputs, names, smoothing) = (NumericInputs.OfDense(FeatureSchema.Read(reader)), reader.ReadTexts(), reader.ReadDouble());
        var summary = GaussianSummary.Read(reader);
        if (summary.Classes != names.Length || summary.Features != inputs.Columns)
            throw new InvalidDataException("the summary does not fit classes and features");
        return new(inputs, names, summary, smoothing);
    }

    void INaiveBayesModel.Add(FeatureRow row, int @class, double weight)
    {
        _inputs.CheckRow(row);
        Summary.Add(row.Numbers, @class, weight);
    }

    void INaiveBayesModel.Refresh() => Refresh();

    INaiveBayesModel INaiveBayesModel.Copy() => new GaussianNaiveBayesModel(_inputs, [.. _classNames], Summary.Copy(), Smoothing);

    /// <summary>Computes the distributions from the summary.</summary>
    void Refresh()
    {
        var largest = 0.0;
        for (var i = 0; i < _inputs.Columns; i++) largest = Math.Max(largest, Summary.Variance(i));
        var total = 0.0;
        for (var k = 0; k < _constants.Length; k++) total += Summary.Weight(k);
        for (var k = 0; k < _constants.Length; k++)
        {
            _constants[k] = Math.Log(Summary.Weight(k) / total);
            if (Summary.Weight(k) == 0) continue;   // ln 0 = −∞: probability 0
            for (var i = 0; i < _inputs.Columns; i++)
            {
                var (mean, variance) = Summary.Moments(k, i);
                variance += Smoothing * largest;
                if (variance == 0) variance = 1e-9;   // all features are constant, or nothing is smoothed
                _means[k * _inputs.Columns + i] = mean;
                _precisions[k * _inputs.Columns + i] = 1 / variance;
                _constants[k] -= 0.5 * Math.Log(2 * Math.PI * variance);
            }
        }
    }
}
