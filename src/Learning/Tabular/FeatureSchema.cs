namespace DistributedML.Learning.Tabular;

/// <summary>
/// Names and types of a table's features, in order. It travels with every model that learned from such a table. Two schemas are equal
/// when their features are.
/// </summary>
public sealed class FeatureSchema : IState, IEquatable<FeatureSchema>
{
    readonly Feature[] _features;
    readonly int[] _slots;
    readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);

    /// <summary>A schema of these features.</summary>
    /// <exception cref="ArgumentException">Two features have one name, or two levels of a feature are equal.</exception>
    public FeatureSchema(IEnumerable<Feature> features)
    {
        _features = [.. features];
        _slots = new int[_features.Length];
        var counts = new int[Enum.GetValues<FeatureType>().Length];
        for (var i = 0; i < _features.Length; i++)
        {
            var feature = _features[i];
            if (!_indexes.TryAdd(feature.Name, i))
                throw new ArgumentException($"two features are named '{feature.Name}'; expected distinct names");
            if (feature.Levels.Distinct(StringComparer.Ordinal).Count() != feature.Levels.Count)
                throw new ArgumentException($"feature '{feature.Name}' has a level twice; expected distinct levels");
            _slots[i] = counts[(int)feature.Type]++;
        }
    }

    /// <summary>The features.</summary>
    public IReadOnlyList<Feature> Features => _features;

    /// <summary>Number of features.</summary>
    public int Count => _features.Length;

    /// <summary>A feature by its place.</summary>
    public Feature this[int index] => _features[index];

    /// <summary>A feature's place among those of its own type.</summary>
    public int Slot(int index) => _slots[index];

    /// <summary>Number of features of a type.</summary>
    public int CountOf(FeatureType type) => _features.Count(feature => feature.Type == type);

    /// <summary>The place of a feature; -1 when there is none of this name.</summary>
    public int IndexOf(string name) => _indexes.GetValueOrDefault(name, -1);

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        writer.Write(_features.Length);
        foreach (var feature in _features)
        {
            writer.Write(feature.Name);
            writer.Write((byte)feature.Type);
            writer.Write(feature.Width);
            writer.Write(feature.Levels.Count);
            foreach (var level in feature.Levels) writer.Write(level);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are no schema.</exception>
    public static FeatureSchema Read(BinaryReader reader)
    {
        var features = new List<Feature>();
        for (var count = ReadCount(reader); count > 0; count--)
        {
            var (name, type, width) = (reader.ReadString(), (FeatureType)reader.ReadByte(), reader.ReadInt32());
            if (!Enum.IsDefined(type) || width < 0) throw new InvalidDataException($"feature '{name}' has type {type} and width {width}");
            var levels = new List<string>();
            for (var left = ReadCount(reader); left > 0; left--) levels.Add(reader.ReadString());
            features.Add(new Feature(name, type) { Width = width, Levels = levels });
        }
        return new(features);
    }

    /// <inheritdoc/>
    public bool Equals(FeatureSchema? other) => other is not null && _features.AsSpan().SequenceEqual(other._features);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FeatureSchema);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_features.Length, _features.Length == 0 ? null : _features[0]);

    /// <summary>The features, for messages.</summary>
    public override string ToString() => string.Join(", ", _features.Select(feature =>
        $"{feature.Name} ({feature.Type}{(feature.Type == FeatureType.Sparse ? $" of {feature.Width}" : "")})"));

    static int ReadCount(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        return count >= 0 ? count : throw new InvalidDataException($"a schema has a count of {count}");
    }
}
