namespace DistributedML.Learning.Tabular;

/// <summary>
/// A table of features that estimators learn from, by columns, with what belongs to each row beside its features: target, weight, group
/// and time. Immutable by convention: nobody writes to the arrays after the table is made, and tables may share them.
/// </summary>
public sealed class Dataset
{
    readonly Array[] _columns;
    readonly SparseBlock[] _sparse;

    /// <summary>A table.</summary>
    /// <param name="schema">The features.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">
    /// A column for each feature, in order: <c>float[]</c> for numeric, <c>int[]</c> for categorical, <c>string?[]</c> for text,
    /// <see cref="SparseBlock"/> for sparse; each of <paramref name="rows"/> rows.
    /// </param>
    /// <exception cref="ArgumentException">A column is missing, of another type or of another length.</exception>
    public Dataset(FeatureSchema schema, int rows, IReadOnlyList<object> columns)
    {
        if (columns.Count != schema.Count) throw new ArgumentException($"{columns.Count} columns for {schema.Count} features");
        (Schema, Rows) = (schema, rows);
        _columns = new Array[schema.Count];
        _sparse = new SparseBlock[schema.Count];
        for (var i = 0; i < schema.Count; i++)
        {
            var (held, length) = (schema[i].Type, columns[i]) switch
            {
                (FeatureType.Numeric, float[] values) => ((Array)values, values.Length),
                (FeatureType.Categorical, int[] codes) => (codes, codes.Length),
                (FeatureType.Text, string?[] texts) => (texts, texts.Length),
                (FeatureType.Sparse, SparseBlock block) when block.Width == schema[i].Width =>
                    (Array.Empty<float>(), (_sparse[i] = block).Rows),
                _ => throw new ArgumentException(
                    $"feature '{schema[i].Name}' is {schema[i].Type} and has a column of {columns[i].GetType().Name}"),
            };
            if (length != rows) throw new ArgumentException($"feature '{schema[i].Name}' has {length} rows; expected {rows}");
            _columns[i] = held;
        }
    }

    /// <summary>The features.</summary>
    public FeatureSchema Schema { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>What a regressor learns, a value for each row; null when the table has none.</summary>
    /// <exception cref="ArgumentException">The values are not one for each row; so for all below.</exception>
    public double[]? Target { get; init => field = Checked(value, "target"); }

    /// <summary>
    /// What a classifier learns: a class for each row, as the code of <see cref="ClassNames"/>; null when the table has none.
    /// </summary>
    public int[]? Classes { get; init => field = Checked(value, "column of classes"); }

    /// <summary>The classes' names by their codes.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>How much each row counts, at least 0; null when all count 1.</summary>
    public float[]? Weights { get; init => field = Checked(value, "column of weights"); }

    /// <summary>Codes of the groups whose rows stay together in a split; null when the table has none.</summary>
    public int[]? Groups { get; init => field = Checked(value, "column of groups"); }

    /// <summary>The groups' names by their codes; empty where the codes are all there is.</summary>
    public IReadOnlyList<string> GroupNames { get; init; } = [];

    /// <summary>Ticks of each row's time (<see cref="DateTime.Ticks"/>); null when the table has none.</summary>
    public long[]? Times { get; init => field = Checked(value, "column of times"); }

    /// <summary>The values of a numeric feature.</summary>
    public float[] Numeric(int feature) => (float[])_columns[feature];

    /// <summary>The codes of a categorical feature.</summary>
    public int[] Codes(int feature) => (int[])_columns[feature];

    /// <summary>The values of a text feature.</summary>
    public string?[] Texts(int feature) => (string?[])_columns[feature];

    /// <summary>The block of a sparse feature.</summary>
    public SparseBlock Sparse(int feature) =>
        _sparse[feature] ?? throw new ArgumentException($"feature '{Schema[feature].Name}' is not sparse");

    /// <summary>A column as the constructor takes it.</summary>
    public object Column(int feature) => (object?)_sparse[feature] ?? _columns[feature];

    /// <summary>The weight of a row.</summary>
    public float Weight(int row) => Weights is null ? 1 : Weights[row];

    /// <summary>This table's target, weights, groups and times with other features.</summary>
    /// <exception cref="ArgumentException">The columns do not fit the schema, or have another number of rows.</exception>
    public Dataset With(FeatureSchema schema, IReadOnlyList<object> columns) => new(schema, Rows, columns)
    {
        Target = Target,
        Classes = Classes,
        ClassNames = ClassNames,
        Weights = Weights,
        Groups = Groups,
        GroupNames = GroupNames,
        Times = Times,
    };

    /// <summary>The rows of these numbers, in this order; a row may be taken more than once. Copies.</summary>
    public Dataset Select(ReadOnlySpan<int> rows)
    {
        var columns = new object[Schema.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = Schema[i].Type switch
            {
                FeatureType.Numeric => Take(Numeric(i), rows),
                FeatureType.Categorical => Take(Codes(i), rows),
                FeatureType.Text => Take(Texts(i), rows),
                _ => Take(Sparse(i), rows),
            };
        }
        return new(Schema, rows.Length, columns)
        {
            Target = Target is null ? null : Take(Target, rows),
            Classes = Classes is null ? null : Take(Classes, rows),
            ClassNames = ClassNames,
            Weights = Weights is null ? null : Take(Weights, rows),
            Groups = Groups is null ? null : Take(Groups, rows),
            GroupNames = GroupNames,
            Times = Times is null ? null : Take(Times, rows),
        };
    }

    /// <summary>Neighbouring rows. All rows are this table itself; fewer are copied.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rows are not within the table.</exception>
    public Dataset Slice(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Rows - start);
        return count == Rows ? this : Select([.. Enumerable.Range(start, count)]);
    }

    /// <summary>The rows of several tables, one table after another.</summary>
    /// <param name="parts">Tables with one schema, one list of classes and of groups; at least one.</param>
    /// <exception cref="DatasetException">The tables differ in these, or in whether their rows have a target, classes, ...</exception>
    public static Dataset Concat(IReadOnlyList<Dataset> parts)
    {
        var first = parts.Count > 0 ? parts[0] : throw new ArgumentException("no tables; expected at least one", nameof(parts));
        foreach (var part in parts)
        {
            if (!part.Schema.Equals(first.Schema))
                throw new DatasetException(
                    $"a table has the features {part.Schema}; the first has {first.Schema}; align tables whose levels differ");
            if (!part.ClassNames.SequenceEqual(first.ClassNames) || !part.GroupNames.SequenceEqual(first.GroupNames))
                throw new DatasetException("the tables have other classes or groups; align them first");
        }
        var columns = new object[first.Schema.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = first.Schema[i].Type switch
            {
                FeatureType.Numeric => Join(part => part.Numeric(i), "numbers")!,
                FeatureType.Categorical => Join(part => part.Codes(i), "codes")!,
                FeatureType.Text => Join(part => part.Texts(i), "texts")!,
                _ => SparseBlock.Concat([.. parts.Select(part => part.Sparse(i))]),
            };
        }
        return new(first.Schema, parts.Sum(part => part.Rows), columns)
        {
            Target = Join(part => part.Target, "a target"),
            Classes = Join(part => part.Classes, "classes"),
            ClassNames = first.ClassNames,
            Weights = Join(part => part.Weights, "weights"),
            Groups = Join(part => part.Groups, "groups"),
            GroupNames = first.GroupNames,
            Times = Join(part => part.Times, "times"),
        };

        T[]? Join<T>(Func<Dataset, T[]?> column, string name)
        {
            var columns = parts.Where(part => part.Rows > 0).DefaultIfEmpty(first).Select(column).ToArray();
            if (columns.All(values => values is null)) return null;
            if (columns.Contains(null)) throw new DatasetException($"some of the tables have {name} and others have none");
            return [.. columns.SelectMany(values => values!)];
        }
    }

    T[]? Checked<T>(T[]? values, string name) =>
        values is null || values.Length == Rows
            ? values
            : throw new ArgumentException($"the {name} has {values.Length} rows; expected {Rows}");

    static T[] Take<T>(T[] values, ReadOnlySpan<int> rows)
    {
        var taken = new T[rows.Length];
        for (var i = 0; i < taken.Length; i++) taken[i] = values[rows[i]];
        return taken;
    }

    static SparseBlock Take(SparseBlock block, ReadOnlySpan<int> rows)
    {
        var starts = new int[rows.Length + 1];
        for (var i = 0; i < rows.Length; i++) starts[i + 1] = starts[i] + block.ColumnsOf(rows[i]).Length;
        var (columns, values) = (new int[starts[^1]], new float[starts[^1]]);
        for (var i = 0; i < rows.Length; i++)
        {
            block.ColumnsOf(rows[i]).CopyTo(columns.AsSpan(starts[i]));
            block.ValuesOf(rows[i]).CopyTo(values.AsSpan(starts[i]));
        }
        return new(block.Width, starts, columns, values);
    }
}
