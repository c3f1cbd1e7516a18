using DistributedML.Learning.Tabular;

namespace DistributedML.Learning.Clustering;

/// <summary>Centres of clusters; a row belongs to the nearest, of equally near ones to the first.</summary>
public sealed class KMeansModel : IClusterer
{
    readonly NumericInputs _inputs;
    readonly double[] _centres;

    internal KMeansModel(NumericInputs inputs, double[] centres, double inertia, int iterations, bool converged)
    {
        (_inputs, _centres, Inertia, Iterations, Converged) = (inputs, centres, inertia, iterations, converged);
        Clusters = centres.Length / inputs.Columns;
    }

    /// <inheritdoc/>
    public FeatureSchema Inputs => _inputs.Schema;

    /// <inheritdoc/>
    public int Clusters { get; }

    /// <summary>Σw·‖row − its centre‖² over the training rows.</summary>
    public double Inertia { get; }

    /// <summary>Steps that the training took.</summary>
    public int Iterations { get; }

    /// <summary>Whether the centres stood still, within the tolerance, before the steps ran out.</summary>
    public bool Converged { get; }

    /// <summary>The centre of a cluster: a value for each feature.</summary>
    public ReadOnlySpan<double> Centre(int cluster) => _centres.AsSpan(cluster * _inputs.Columns, _inputs.Columns);

    /// <inheritdoc/>
    /// <exception cref="DatasetException">The rows have another schema, or a value is missing or infinite.</exception>
    public void Assign(Dataset rows, Span<int> clusters, Span<double> distances)
    {
        _inputs.CheckValues(rows);
        var row = new FeatureRow(Inputs);
        for (var i = 0; i < rows.Rows; i++)
        {
            row.Set(rows, i);
            clusters[i] = Nearest(row.Numbers, out distances[i]);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="DatasetException">The row has another schema, or a value is missing or infinite.</exception>
    public int Assign(FeatureRow row, out double distance)
    {
        _inputs.CheckRow(row);
        return Nearest(row.Numbers, out distance);
    }

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        Inputs.Write(writer);
        writer.WriteArray(_centres);
        writer.Write(Inertia);
        writer.Write(Iterations);
        writer.Write(Converged);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are no such model.</exception>
    public static KMeansModel Read(BinaryReader reader)
    {
        var (inputs, centres) = (NumericInputs.OfDense(FeatureSchema.Read(reader)), reader.ReadArray<double>());
        if (centres.Length == 0 || centres.Length % inputs.Columns != 0)
            throw new InvalidDataException("the centres do not fit the features");
        return new(inputs, centres, reader.ReadDouble(), reader.ReadInt32(), reader.ReadBoolean());
    }

    int Nearest(ReadOnlySpan<float> row, out double distance)
    {
        var (best, nearest) = (double.PositiveInfinity, 0);
        for (var k = 0; k < Clusters; k++)
        {
            var centre = Centre(k);
            var sum = 0.0;
            for (var j = 0; j < centre.Length; j++) sum += (row[j] - centre[j]) * (row[j] - centre[j]);
            if (sum < best) (best, nearest) = (sum, k);
        }
        distance = Math.Sqrt(best);
        return nearest;
    }
}
