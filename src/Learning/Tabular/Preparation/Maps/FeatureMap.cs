namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>Makes one feature of some others: a pure function of each row. A fitted step is a list of them. Immutable.</summary>
/// <param name="output">The feature that it makes.</param>
/// <param name="inputs">The places of the features that it reads.</param>
abstract class FeatureMap(Feature output, params int[] inputs)
{
    static readonly (Type Type, Func<Feature, int[], FeatureSchema, BinaryReader, FeatureMap> Read)[] Kinds =
    [
        (typeof(KeepMap), (output, inputs, _, _) => new KeepMap(output, inputs[0])),
        (typeof(ScaleMap), (output, inputs, _, reader) => ScaleMap.Read(output, inputs[0], reader)),
        (typeof(FillMap), (output, inputs, _, reader) => new FillMap(output, inputs[0], reader.ReadSingle())),
        (typeof(MissingMap), (output, inputs, _, _) => new MissingMap(output, inputs[0])),
        (typeof(ClipMap), (output, inputs, _, reader) => new ClipMap(output, inputs[0], reader.ReadSingle(), reader.ReadSingle())),
        (typeof(PowerMap), (output, inputs, _, reader) => PowerMap.Read(output, inputs[0], reader)),
        (typeof(LogMap), (output, inputs, _, reader) => new LogMap(output, inputs[0], reader.ReadBoolean())),
        (typeof(BinMap), (output, inputs, _, reader) => new BinMap(output, inputs[0], reader.ReadArray<float>())),
        (typeof(FillCodeMap), (output, inputs, _, reader) => new FillCodeMap(output, inputs[0], reader.ReadInt32())),
        (typeof(FillTextMap), (output, inputs, _, reader) => new FillTextMap(output, inputs[0], reader.ReadString())),
        (typeof(LevelMap), (output, inputs, _, reader) => new LevelMap(output, inputs[0], reader.ReadInt32())),
        (typeof(TableMap), (output, inputs, schema, reader) => TableMap.Read(output, inputs[0], schema, reader)),
        (typeof(OneHotBlockMap), (output, inputs, schema, reader) => OneHotBlockMap.Read(output, inputs[0], schema, reader)),
        (typeof(ProductMap), (output, inputs, _, _) => new ProductMap(output, inputs)),
        (typeof(DateMap), (output, inputs, _, reader) => DateMap.Read(output, inputs[0], reader)),
        (typeof(HashMap), (output, inputs, schema, reader) => new HashMap(output, inputs, schema, reader.ReadBoolean())),
        (typeof(TermMap), (output, inputs, _, reader) => TermMap.Read(output, inputs[0], reader)),
        (typeof(SelectMap), (output, inputs, schema, reader) => SelectMap.Read(output, inputs[0], schema, reader)),
    ];

    public Feature Output => output;

    /// <summary>The places of the features that it reads.</summary>
    public int[] Inputs => inputs;

    /// <summary>Whether it reads features of a type.</summary>
    public abstract bool Takes(FeatureType type);

    /// <summary>Makes the column of a table.</summary>
    public abstract object Apply(Dataset rows);

    /// <summary>Makes the value of a row, without garbage.</summary>
    /// <param name="row">The row.</param>
    /// <param name="slots">Where the row has the features that are read.</param>
    /// <param name="made">Receives the value.</param>
    /// <param name="slot">Where it receives it.</param>
    public abstract void Apply(FeatureRow row, int[] slots, FeatureRow made, int slot);

    /// <summary>Writes what is not in the schemas.</summary>
    protected virtual void WriteBody(BinaryWriter writer)
    {
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write((byte)Array.FindIndex(Kinds, kind => kind.Type == GetType()));
        writer.WriteArray(inputs);
        WriteBody(writer);
    }

    /// <exception cref="InvalidDataException">The bytes are no map of such a feature.</exception>
    public static FeatureMap Read(BinaryReader reader, FeatureSchema schema, Feature output)
    {
        var kind = reader.ReadByte();
        var inputs = reader.ReadArray<int>();
        if (kind >= Kinds.Length || inputs.Length == 0 || inputs.Any(place => (uint)place >= (uint)schema.Count))
            throw new InvalidDataException($"feature '{output.Name}' is made by a map of kind {kind} of {inputs.Length} features");
        var map = Kinds[kind].Read(output, inputs, schema, reader);
        return inputs.All(place => map.Takes(schema[place].Type))
            ? map
            : throw new InvalidDataException($"feature '{output.Name}' is made of features of another type");
    }
}
