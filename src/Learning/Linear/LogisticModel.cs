using DistributedML.Learning.Tabular;

namespace DistributedML.Learning.Linear;

/// <summary>
/// Probabilities of classes from linear functions of the features. Two classes: σ(x·β + b) is the probability of the second. More: softmax
/// over one function for each class. A class without training rows has probability 0.
/// </summary>
public sealed class LogisticModel : IClassifier, IFeatureImportance
{
    readonly NumericInputs _inputs;
    readonly double[] _coefficients;
    readonly double[] _intercepts;
    readonly double[] _deviations;
    readonly string[] _classNames;

    internal LogisticModel(
        NumericInputs inputs, string[] classNames, double[] coefficients, double[] intercepts, double[] deviations, int evaluations,
        bool converged)
    {
        (_inputs, _classNames, _coefficients, _intercepts, _deviations) = (inputs, classNames, coefficients, intercepts, deviations);
        (Evaluations, Converged) = (evaluations, converged);
    }

    /// <inheritdoc/>
    public FeatureSchema Inputs => _inputs.Schema;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => _classNames;

    /// <summary>
    /// For each output (1 for two classes, otherwise the classes) a coefficient for each column; log odds per unit of the column.
    /// </summary>
    public IReadOnlyList<double> Coefficients => _coefficients;

    /// <summary>An intercept for each output.</summary>
    public IReadOnlyList<double> Intercepts => _intercepts;

    /// <summary>How often the optimiser evaluated loss and gradient: passes over the rows.</summary>
    public int Evaluations { get; }

    /// <summary>
    /// Whether the tolerance was reached; otherwise more iterations, or a penalty above 0 for classes that can be separated, help.
    /// </summary>
    public bool Converged { get; }

    /// <summary>
    /// Coefficient times the standard deviation of the column: what one deviation adds to the log odds. For more than two classes the root
    /// of the mean square over the classes.
    /// </summary>
    public IReadOnlyList<(string Feature, double Value)> Importances =>
        [.. _deviations.Select((deviation, i) => (_inputs.NameOf(i), deviation * Size(i)))];

    /// <inheritdoc/>
    /// <exception cref="DatasetException">The rows have another schema, or a value is missing or infinite.</exception>
    public void Predict(Dataset rows, Span<double> probabilities)
    {
        _inputs.CheckValues(rows);
        var (classes, size) = (_classNames.Length, _inputs.BlockRows);
        var margins = new double[size];
        for (var first = 0; first < rows.Rows; first += size)
        {
            var part = margins.AsSpan(0, Math.Min(size, rows.Rows - first));
            for (var output = 0; output < _intercepts.Length; output++)
            {
                part.Fill(_intercepts[output]);
                _inputs.AddProducts(rows, first, CoefficientsOf(output), part);
                for (var row = 0; row < part.Length; row++) probabilities[(first + row) * classes + output] = part[row];
            }
            for (var row = 0; row < part.Length; row++) ToProbabilities(probabilities.Slice((first + row) * classes, classes));
        }
    }

    /// <inheritdoc/>
    /// <exception cref="DatasetException">The row has another schema, or a value is missing or infinite.</exception>
    public void Predict(FeatureRow row, Span<double> probabilities)
    {
        for (var output = 0; output < _intercepts.Length; output++) probabilities[output] = _inputs.Dot(row, CoefficientsOf(output),
            _intercepts[output]);
        ToProbabilities(probabilities[.._classNames.Length]);
    }

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        Inputs.Write(writer);
        writer.WriteTexts(_classNames);
        writer.WriteArray(_coefficients);
        writer.WriteArray(_intercepts);
        writer.WriteArray(_deviations);
        writer.Write(Evaluations);
        writer.Write(Converged);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are no logistic model.</exception>
    public static LogisticModel Read(BinaryReader reader)
    {
        var inputs = new NumericInputs(FeatureSchema.Read(reader));
        var names = reader.ReadTexts();
        var (coefficients, intercepts, deviations) = (reader.ReadArray<double>(), reader.ReadArray<double>(), reader.ReadArray<double>());
        var outputs = names.Length == 2 ? 1 : names.Length;
        if (names.Length < 2 || intercepts.Length != outputs || coefficients.Length != outputs * inputs.Columns ||
            deviations.Length != inputs.Columns)
            throw new InvalidDataException("the parts of a logistic model do not fit each other");
        return new(inputs, names, coefficients, intercepts, deviations, reader.ReadInt32(), reader.ReadBoolean());
    }

    ReadOnlySpan<double> CoefficientsOf(int output) => _coefficients.AsSpan(output * _inputs.Columns, _inputs.Columns);

    double Size(int column)
    {
        if (_intercepts.Length == 1) return _coefficients[column];
        var squares = 0.0;
        for (var at = column; at < _coefficients.Length; at += _inputs.Columns) squares += _coefficients[at] * _coefficients[at];
        return Math.Sqrt(squares / _intercepts.Length);
    }

    void ToProbabilities(Span<double> margins)
    {
        if (_intercepts.Length > 1)
        {
            Softmax.Apply(margins);
            return;
        }
        var small = Math.Exp(-Math.Abs(margins[0]));
        var (likely, unlikely) = (1 / (1 + small), small / (1 + small));
        (margins[0], margins[1]) = margins[0] >= 0 ? (unlikely, likely) : (likely, unlikely);
    }
}
