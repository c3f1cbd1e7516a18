using DistributedML.Learning.Tabular;

namespace DistributedML.Learning.Trees;

/// <summary>The nodes of a tree: questions about one feature each, and at the leaves values.</summary>
sealed class DecisionTree(
    FeatureSchema schema, int outputs, int[] features, float[] thresholds, int[] levels, bool[] missingLeft, int[] children, ulong[] bits,
    double[] values, double[] importances)
{
    FeatureSchema? _known;   // the last other schema that was found equal

    public FeatureSchema Schema => schema;

    public int Outputs => outputs;

    /// <summary>Nodes, leaves included.</summary>
    public int Nodes => features.Length;

    public int Leaves => features.Count(feature => feature < 0);

    /// <summary>The longest way from the root to a leaf.</summary>
    public int Depth => DepthOf(0);

    public IReadOnlyList<(string Feature, double Value)> Importances => [.. importances.Select((value, i) => (schema[i].Name, value))];

    /// <summary>The values of the leaf that a row falls in.</summary>
    /// <exception cref="DatasetException">The row has another schema.</exception>
    public ReadOnlySpan<double> Find(FeatureRow row)
    {
        CheckSchema(row.Schema);
        var node = 0;
        for (var feature = features[0]; feature >= 0; feature = features[node])
        {
            var slot = schema.Slot(feature);
            node = levels[node] >= 0 ? NextByLevel(node, row.Codes[slot]) : NextByNumber(node, row.Numbers[slot]);
        }
        return values.AsSpan(node * outputs, outputs);
    }

    /// <summary>The values of the leaf that a row of a table falls in; the schema was checked before.</summary>
    public ReadOnlySpan<double> Find(Dataset rows, int row)
    {
        var node = 0;
        for (var feature = features[0]; feature >= 0; feature = features[node])
            node = levels[node] >= 0 ? NextByLevel(node, rows.Codes(feature)[row]) : NextByNumber(node, rows.Numeric(feature)[row]);
        return values.AsSpan(node * outputs, outputs);
    }

    /// <exception cref="DatasetException">The schema is another than the tree learned from.</exception>
    public void CheckSchema(FeatureSchema other)
    {
        if (ReferenceEquals(other, schema) || ReferenceEquals(other, _known)) return;
        SchemaCheck.ThrowIfOther(schema, other);
        _known = other;
    }

    public void Write(BinaryWriter writer)
    {
        schema.Write(writer);
        writer.Write(outputs);
        writer.WriteArray(features);
        writer.WriteArray(thresholds);
        writer.WriteArray(levels);
        writer.WriteArray(missingLeft);
        writer.WriteArray(children);
        writer.WriteArray(bits);
        writer.WriteArray(values);
        writer.WriteArray(importances);
    }

    /// <exception cref="InvalidDataException">The bytes are no tree.</exception>
    public static DecisionTree Read(BinaryReader reader)
    {
        var (schema, outputs) = (FeatureSchema.Read(reader), reader.ReadInt32());
        var (features, thresholds, levels, missingLeft) = (reader.ReadArray<int>(), reader.ReadArray<float>(), reader.ReadArray<int>(),
            reader.ReadArray<bool>());
        var (children, bits, values, importances) = (reader.ReadArray<int>(), reader.ReadArray<ulong>(), reader.ReadArray<double>(),
            reader.ReadArray<double>());
        var n = features.Length;
        var fits = n > 0 && outputs > 0 && thresholds.Length == n && levels.Length == n && missingLeft.Length == n &&
            children.Length == n &&
            values.Length == n * outputs && importances.Length == schema.Count;
        for (var i = 0; fits && i < n; i++)
        {
            if (features[i] < 0) continue;
            fits = features[i] < schema.Count && children[i] > i && children[i] + 1 < n && (levels[i] < 0
                ? schema[features[i]].Type == FeatureType.Numeric
                : schema[features[i]].Type == FeatureType.Categorical &&
                    levels[i] + (schema[features[i]].Levels.Count + 63) / 64 <= bits.Length);
        }
        return fits ? new(schema, outputs, features, thresholds, levels, missingLeft, children, bits, values, importances)
            : throw new InvalidDataException("the parts of a tree do not fit each other");
    }

    int NextByNumber(int node, float value)
    {
        var left = float.IsNaN(value) ? missingLeft[node] : value <= thresholds[node];
        return children[node] + (left ? 0 : 1);
    }

    int NextByLevel(int node, int code)
    {
        var left = code < 0 ? missingLeft[node] : (bits[levels[node] + (code >> 6)] >> code & 1) != 0;
        return children[node] + (left ? 0 : 1);
    }

    int DepthOf(int node) => features[node] < 0 ? 0 : 1 + Math.Max(DepthOf(children[node]), DepthOf(children[node] + 1));
}
