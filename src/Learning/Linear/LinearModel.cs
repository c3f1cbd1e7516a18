using DistributedML.Learning.Tabular;
using DistributedML.Numerics;

namespace DistributedML.Learning.Linear;

/// <summary>A linear function of the features, and the moments that it was solved from, so that it can learn on.</summary>
public sealed class LinearModel : IRegressor, IFeatureImportance, ILearnsOn
{
    readonly NumericInputs _inputs;
    readonly double[] _coefficients;

    internal LinearModel(NumericInputs inputs, MomentSummary moments, double l2, bool intercept)
    {
        (_inputs, Moments, L2, HasIntercept) = (inputs, moments, l2, intercept);
        _coefficients = LeastSquares.Solve(moments, l2, intercept);
        if (!intercept) return;
        Intercept = moments.Mean(inputs.Columns);
        for (var i = 0; i < _coefficients.Length; i++) Intercept -= _coefficients[i] * moments.Mean(i);
    }

    /// <inheritdoc/>
    public FeatureSchema Inputs => _inputs.Schema;

    /// <summary>A coefficient for each column, in units of the target per unit of the column.</summary>
    public IReadOnlyList<double> Coefficients => _coefficients;

    /// <summary>The prediction where all columns are 0.</summary>
    public double Intercept { get; }

    /// <summary>Each coefficient times the standard deviation of its column: what one deviation adds to the prediction.</summary>
    public IReadOnlyList<(string Feature, double Value)> Importances =>
        [.. _coefficients.Select((value, i) => (_inputs.NameOf(i),
            value * Math.Sqrt(Math.Max(0, Moments.Centred(i, i)) / Moments.Weight)))];

    internal MomentSummary Moments { get; }

    internal double L2 { get; }

    internal bool HasIntercept { get; }

    internal NumericInputs Numbers => _inputs;

    /// <inheritdoc/>
    /// <exception cref="DatasetException">The rows have another schema, or a value is missing or infinite.</exception>
    public void Predict(Dataset rows, Span<double> predictions)
    {
        _inputs.CheckValues(rows);
        predictions = predictions[..rows.Rows];
        for (var first = 0; first < rows.Rows; first += _inputs.BlockRows)
        {
            var part = predictions.Slice(first, Math.Min(_inputs.BlockRows, rows.Rows - first));
            part.Fill(Intercept);
            _inputs.AddProducts(rows, first, _coefficients, part);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="DatasetException">The row has another schema, or a value is missing or infinite.</exception>
    public double Predict(FeatureRow row) => _inputs.Dot(row, _coefficients, Intercept);

    /// <inheritdoc/>
    public IOnlineModel LearnOn() => new OnlineLinearModel(this);

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        Inputs.Write(writer);
        writer.Write(L2);
        writer.Write(HasIntercept);
        Moments.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are no linear model.</exception>
    public static LinearModel Read(BinaryReader reader)
    {
        var inputs = new NumericInputs(FeatureSchema.Read(reader));
        var (l2, intercept, moments) = (reader.ReadDouble(), reader.ReadBoolean(), MomentSummary.Read(reader));
        if (moments.Columns != inputs.Columns + 1 || !(moments.Weight > 0))
            throw new InvalidDataException("the moments of a linear model do not fit its features");
        try
        {
            return new(inputs, moments, l2, intercept);
        }
        catch (NotPositiveDefiniteException error)
        {
            throw new InvalidDataException("the moments of a linear model are none of any rows", error);
        }
    }
}
