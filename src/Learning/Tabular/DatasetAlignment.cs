using System.Text;
using DistributedML.Compute;

namespace DistributedML.Learning.Tabular;

/// <summary>One schema for the parts of a table that several ranks read apart.</summary>
public static class DatasetAlignment
{
    /// <summary>
    /// This rank's rows under the schema of all ranks. A list of levels, classes or groups that is equal on all ranks stays; otherwise it
    /// becomes the union of all, sorted by UTF-16 code units, and the codes follow. So the result does not depend on which rank read
    /// which rows. Every rank must call it; each sends its lists to all others. A rank without rows may have a schema without levels.
    /// </summary>
    /// <exception cref="DatasetException">
    /// Ranks differ in the features' names, types or widths; or groups have codes without names and there is more than one rank.
    /// </exception>
    public static Dataset Align(this Dataset rows, ICollective gang)
    {
        if (gang.Ranks == 1) return rows;
        var parts = gang.AllGather<byte>(Write(rows)).Select(Read).ToArray();
        var (first, own) = (parts[0].Schema, rows.Schema);
        for (var rank = 0; rank < parts.Length; rank++)
        {
            var (expected, found) = (WithoutLevels(first), WithoutLevels(parts[rank].Schema));
            if (!found.Equals(expected)) throw new DatasetException($"rank {rank} has the features {found}; rank 0 has {expected}");
            if (parts[rank].UnnamedGroups)
                throw new DatasetException($"rank {rank} has groups without names; ranks cannot tell which are the same");
        }
        var features = new Feature[own.Count];
        var columns = new object[own.Count];
        for (var i = 0; i < features.Length; i++)
        {
            var feature = i;
            features[i] = own[i] with { Levels = Unite(parts.Select(part => part.Schema[feature].Levels)) };
            columns[i] = own[i].Type == FeatureType.Categorical
                ? Levels.Recode(rows.Codes(i), own[i].Levels, features[i].Levels)
                : rows.Column(i);
        }
        var (classes, groups) = (Unite(parts.Select(part => part.Classes)), Unite(parts.Select(part => part.Groups)));
        return new(new FeatureSchema(features), rows.Rows, columns)
        {
            Target = rows.Target,
            Classes = rows.Classes is null ? null : Levels.Recode(rows.Classes, rows.ClassNames, classes),
            ClassNames = classes,
            Weights = rows.Weights,
            Groups = rows.Groups is null ? null : Levels.Recode(rows.Groups, rows.GroupNames, groups),
            GroupNames = groups,
            Times = rows.Times,
        };
    }

    /// <summary>
    /// The rows under the schema that a model learned from. Levels are matched by their names; one that the schema does not have counts as
    /// missing.
    /// </summary>
    /// <exception cref="DatasetException">The features' names, types or widths differ.</exception>
    public static Dataset Conform(this Dataset rows, FeatureSchema schema)
    {
        SchemaCheck.ThrowIfOther(WithoutLevels(schema), WithoutLevels(rows.Schema));
        var columns = new object[schema.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = schema[i].Type == FeatureType.Categorical
                ? Levels.Recode(rows.Codes(i), rows.Schema[i].Levels, schema[i].Levels)
                : rows.Column(i);
        }
        return rows.With(schema, columns);
    }

    static IReadOnlyList<string> Unite(IEnumerable<IReadOnlyList<string>> lists)
    {
        var all = lists.ToArray();
        return all.All(list => list.SequenceEqual(all[0])) ? all[0] : Levels.Union(all.SelectMany(list => list));
    }

    static FeatureSchema WithoutLevels(FeatureSchema schema) => new(schema.Features.Select(feature => feature with { Levels = [] }));

    static byte[] Write(Dataset rows)
    {
        var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
        {
            rows.Schema.Write(writer);
            writer.WriteTexts(rows.ClassNames);
            writer.WriteTexts(rows.GroupNames);
            writer.Write(rows.Groups is { Length: > 0 } && rows.GroupNames.Count == 0);
        }
        return bytes.ToArray();
    }

    static (FeatureSchema Schema, string[] Classes, string[] Groups, bool UnnamedGroups) Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        return (FeatureSchema.Read(reader), reader.ReadTexts(), reader.ReadTexts(), reader.ReadBoolean());
    }
}
