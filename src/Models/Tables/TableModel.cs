using DistributedML.Learning;
using DistributedML.Learning.Estimation;
using DistributedML.Learning.Tabular;
using DistributedML.Learning.Tabular.Preparation;
using DistributedML.Pipelines;

namespace DistributedML.Models.Tables;

/// <summary>
/// A trained model over rows of a table with all that it needs for them: which columns its features are read from and how, the fitted preparation,
/// and the estimator's model. Immutable.
/// </summary>
public sealed class TableModel : IState
{
    readonly FeatureForm[] _forms;

    internal TableModel(TableInputs inputs, IReadOnlyList<FeatureForm> forms, Chain chain, Estimator estimator, IPredictor predictor) =>
        (Inputs, _forms, Chain, Estimator, Predictor) = (inputs, [.. forms], chain, estimator, predictor);

    /// <summary>The columns that it reads, with their types.</summary>
    public IReadOnlyList<ColumnDefinition> Columns => Inputs.Columns;

    /// <summary>Prepares the features.</summary>
    public Chain Chain { get; }

    /// <summary>The algorithm.</summary>
    public Estimator Estimator { get; }

    /// <summary>What it learned, over prepared features.</summary>
    public IPredictor Predictor { get; }

    internal TableInputs Inputs { get; }

    internal IReadOnlyList<FeatureForm> Forms => _forms;

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Inputs.Columns.Count);
        foreach (var column in Inputs.Columns)
        {
            writer.Write(column.Name);
            writer.Write((byte)column.Type);
        }
        writer.Write(_forms.Length);
        for (var i = 0; i < _forms.Length; i++)
        {
            writer.Write(Inputs.Features[i].Name);
            writer.Write(Inputs.Features[i].Sql ?? "");
            writer.Write((byte)_forms[i]);
        }
        Chain.Write(writer);
        writer.Write(Estimator.Name);
        Predictor.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are no such model, or its estimator is not known.</exception>
    public static TableModel Read(BinaryReader reader)
    {
        var columns = new List<ColumnDefinition>();
        for (var left = Count(reader); left > 0; left--) columns.Add(new(reader.ReadString(), Defined<ColumnType>(reader.ReadByte())));
        var (features, forms) = (new List<FeatureDefinition>(), new List<FeatureForm>());
        for (var left = Count(reader); left > 0; left--)
        {
            var (name, sql) = (reader.ReadString(), reader.ReadString());
            features.Add(new(name, sql.Length == 0 ? null : sql));
            forms.Add(Defined<FeatureForm>(reader.ReadByte()));
        }
        var chain = Chain.Read(reader);
        var estimator = reader.ReadString();
        var known = Estimators.Find(estimator) ?? throw new InvalidDataException($"the model was trained by '{estimator}', which this program does not have");
        var predictor = known.Read(reader);
        if (!predictor.Inputs.Equals(chain.Outputs)) throw new InvalidDataException("the preparation makes other features than the model reads");
        return new(new(features, columns), forms, chain, known, predictor);
    }

    static int Count(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        return count is >= 0 and < 1 << 24 ? count : throw new InvalidDataException($"a model has a count of {count}");
    }

    static T Defined<T>(byte value) where T : struct, Enum
    {
        var found = (T)Enum.ToObject(typeof(T), value);
        return Enum.IsDefined(found) ? found : throw new InvalidDataException($"a model has {typeof(T).Name} {value}");
    }
}
