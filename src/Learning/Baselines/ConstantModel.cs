using DistributedML.Learning.Tabular;

namespace DistributedML.Learning.Baselines;

/// <summary>Predicts the same value for every row: the mean of the target, or its last value.</summary>
public sealed class ConstantModel : IRegressor, ILearnsOn
{
    internal ConstantModel(FeatureSchema inputs, bool isLast, double sum, double weight) =>
        (Inputs, IsLast, Sum, Weight) = (inputs, isLast, sum, weight);

    /// <inheritdoc/>
    public FeatureSchema Inputs { get; }

    /// <summary>The value.</summary>
    public double Value => Sum / Weight;

    internal bool IsLast { get; }

    internal double Sum { get; }

    internal double Weight { get; }

    /// <inheritdoc/>
    public void Predict(Dataset rows, Span<double> predictions)
    {
        SchemaCheck.ThrowIfOther(Inputs, rows.Schema);
        predictions[..rows.Rows].Fill(Value);
    }

    /// <inheritdoc/>
    public double Predict(FeatureRow row)
    {
        SchemaCheck.ThrowIfOther(Inputs, row.Schema);
        return Value;
    }

    /// <inheritdoc/>
    public IOnlineModel LearnOn() => new OnlineConstant(this);

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        Inputs.Write(writer);
        writer.Write(IsLast);
        writer.Write(Sum);
        writer.Write(Weight);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ConstantModel Read(BinaryReader reader) =>
        new(FeatureSchema.Read(reader), reader.ReadBoolean(), reader.ReadDouble(), reader.ReadDouble());
}
