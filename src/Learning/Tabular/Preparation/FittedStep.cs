namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>
/// A fitted step of a preparation: makes each of its features by a pure function of some of the row's. Immutable; safe for use by many
/// threads.
/// </summary>
public sealed class FittedStep : ITransformation
{
    readonly FeatureMap[] _maps;
    readonly int[][] _from;
    readonly int[] _to;
    FeatureSchema _known;

    /// <exception cref="DatasetException">Two of the features made have one name.</exception>
    internal FittedStep(FeatureSchema inputs, IEnumerable<FeatureMap> maps)
    {
        (Inputs, _known, _maps) = (inputs, inputs, [.. maps]);
        var twice = _maps.GroupBy(map => map.Output.Name).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            throw new DatasetException($"the step makes two features named '{twice.Key}'; rename one of the features");
        Outputs = new(_maps.Select(map => map.Output));
        _from = Array.ConvertAll(_maps, map => Array.ConvertAll(map.Inputs, inputs.Slot));
        _to = [.. Enumerable.Range(0, _maps.Length).Select(Outputs.Slot)];
    }

    /// <inheritdoc/>
    public FeatureSchema Inputs { get; }

    /// <inheritdoc/>
    public FeatureSchema Outputs { get; }

    /// <inheritdoc/>
    /// <exception cref="DatasetException">The rows have another schema.</exception>
    public Dataset Apply(Dataset rows)
    {
        CheckSchema(rows.Schema);
        return rows.With(Outputs, Array.ConvertAll(_maps, map => map.Apply(rows)));
    }

    /// <inheritdoc/>
    /// <exception cref="DatasetException">The row has another schema.</exception>
    public void Apply(FeatureRow row, FeatureRow output)
    {
        CheckSchema(row.Schema);
        for (var i = 0; i < _maps.Length; i++) _maps[i].Apply(row, _from[i], output, _to[i]);
    }

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        Inputs.Write(writer);
        Outputs.Write(writer);
        foreach (var map in _maps) map.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are no fitted step.</exception>
    /// <exception cref="EndOfStreamException">The bytes end too early.</exception>
    public static FittedStep Read(BinaryReader reader)
    {
        var (inputs, outputs) = (FeatureSchema.Read(reader), FeatureSchema.Read(reader));
        return new(inputs, outputs.Features.Select(feature => FeatureMap.Read(reader, inputs, feature)).ToList());
    }

    /// <summary>A step that replaces some features in place, keeps the others, and adds more at the end.</summary>
    /// <param name="inputs">The features.</param>
    /// <param name="places">The places of the features that are replaced.</param>
    /// <param name="maps">What stands in place of a feature, by its place among <paramref name="places"/>.</param>
    /// <param name="more">What is added.</param>
    internal static FittedStep Replace(FeatureSchema inputs, int[] places, Func<int, IEnumerable<FeatureMap>> maps,
        IEnumerable<FeatureMap>? more = null) => new(
        inputs,
        Enumerable.Range(0, inputs.Count)
            .SelectMany(i => Array.IndexOf(places, i) is >= 0 and var at ? maps(at) : [new KeepMap(inputs[i], i)])
            .Concat(more ?? []));

    void CheckSchema(FeatureSchema schema)
    {
        if (ReferenceEquals(schema, _known)) return;
        SchemaCheck.ThrowIfOther(Inputs, schema);
        _known = schema;
    }
}
