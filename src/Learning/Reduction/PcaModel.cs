using DistributedML.Learning.Tabular;

namespace DistributedML.Learning.Reduction;

/// <summary>
/// Projects rows on principal components: features <c>pca1</c>, <c>pca2</c>, ... by falling variance. The loading of the largest magnitude
/// of each component is positive.
/// </summary>
public sealed class PcaModel : ITransformation
{
    /// <summary>Against the largest variance: a component with less is rounding, and whitening leaves it 0.</summary>
    const double NoVariance = 1e-12;

    readonly NumericInputs _inputs;
    readonly double[] _means, _components, _variances, _scales;
    readonly double _total;

    internal PcaModel(NumericInputs inputs, double[] means, double[] components, double[] variances, double total, bool whiten)
    {
        (_inputs, _means, _components, _variances, _total, Whiten) = (inputs, means, components, variances, total, whiten);
        _scales = Array.ConvertAll(variances, variance => !whiten ? 1 : variance > NoVariance * variances[0] ? 1 / Math.Sqrt(variance) : 0);
        Outputs = new(variances.Select((_, i) => new Feature($"pca{i + 1}", FeatureType.Numeric)));
    }

    /// <inheritdoc/>
    public FeatureSchema Inputs => _inputs.Schema;

    /// <inheritdoc/>
    public FeatureSchema Outputs { get; }

    /// <summary>Whether each output has variance 1.</summary>
    public bool Whiten { get; }

    /// <summary>The variance of the training rows along each component.</summary>
    public IReadOnlyList<double> ExplainedVariances => _variances;

    /// <summary>The part of the total variance that each component has.</summary>
    public IReadOnlyList<double> ExplainedRatios => Array.ConvertAll(_variances, variance => _total > 0 ? variance / _total : 0);

    /// <summary>The direction of a component: a loading for each feature; length 1.</summary>
    public ReadOnlySpan<double> Component(int component) => _components.AsSpan(component * _means.Length, _means.Length);

    /// <inheritdoc/>
    /// <exception cref="DatasetException">The rows have another schema, or a value is missing or infinite.</exception>
    public Dataset Apply(Dataset rows)
    {
        _inputs.CheckValues(rows);
        var columns = Array.ConvertAll(_variances, _ => new float[rows.Rows]);
        var row = new FeatureRow(Inputs);
        for (var i = 0; i < rows.Rows; i++)
        {
            row.Set(rows, i);
            for (var k = 0; k < columns.Length; k++) columns[k][i] = Project(row.Numbers, k);
        }
        return rows.With(Outputs, columns);
    }

    /// <inheritdoc/>
    /// <exception cref="DatasetException">The row has another schema, or a value is missing or infinite.</exception>
    public void Apply(FeatureRow row, FeatureRow output)
    {
        _inputs.CheckRow(row);
        for (var k = 0; k < _variances.Length; k++) output.Numbers[k] = Project(row.Numbers, k);
    }

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        Inputs.Write(writer);
        writer.WriteArray(_means);
        writer.WriteArray(_components);
        writer.WriteArray(_variances);
        writer.Write(_total);
        writer.Write(Whiten);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are no such model.</exception>
    public static PcaModel Read(BinaryReader reader)
    {
        var inputs = NumericInputs.OfDense(FeatureSchema.Read(reader));
        var (means, components, variances) = (reader.ReadArray<double>(), reader.ReadArray<double>(), reader.ReadArray<double>());
        if (means.Length != inputs.Columns || variances.Length == 0 || components.Length != means.Length * variances.Length)
            throw new InvalidDataException("the components do not fit the features");
        return new(inputs, means, components, variances, reader.ReadDouble(), reader.ReadBoolean());
    }

    float Project(float[] values, int component)
    {
        var loadings = Component(component);
        var sum = 0.0;
        for (var i = 0; i < loadings.Length; i++) sum += loadings[i] * (values[i] - _means[i]);
        return (float)(sum * _scales[component]);
    }
}
