namespace DistributedML.Learning.Tabular;

/// <summary>
/// Makes a table. Each call adds the next value of one column, so a table is filled row by row or column by column; every column that is
/// begun must have as many values as all others in the end. The levels of categorical features, the classes and the groups are those
/// found, sorted by their UTF-16 code units: the table does not depend on the order in which levels were seen. A categorical feature
/// keeps all its levels; whether one with many levels should be text is the caller's choice.
/// </summary>
public sealed class DatasetBuilder
{
    readonly List<(string Name, FeatureType Type, int Width)> _features = [];
    readonly List<List<float>> _numbers = [];                                   // by feature; empty for others than numeric
    readonly List<List<string?>> _texts = [];                                   // by feature; empty for others than text
    readonly List<LevelColumn> _levels = [];                                    // by feature; empty for others than categorical
    readonly List<(List<int> Starts, List<int> Columns, List<float> Values)> _blocks = [];
    readonly List<double> _target = [];
    readonly LevelColumn _classes = new(), _groups = new();
    readonly List<float> _weights = [];
    readonly List<long> _times = [];

    /// <summary>Begins a feature.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">How its values are held.</param>
    /// <param name="width">Columns of a sparse block; 1 for other types.</param>
    /// <returns>Its place, for adding its values.</returns>
    public int AddFeature(string name, FeatureType type, int width = 1)
    {
        if (width < 1 || width > 1 && type != FeatureType.Sparse)
            throw new ArgumentOutOfRangeException(nameof(width), width,
                $"feature '{name}' is {type}; expected {(type == FeatureType.Sparse ? "at least 1" : "1")}");
        _features.Add((name, type, width));
        _numbers.Add([]);
        _texts.Add([]);
        _levels.Add(new());
        _blocks.Add(([0], [], []));
        return _features.Count - 1;
    }

    /// <summary>Adds a numeric feature's next value; NaN is missing.</summary>
    /// <exception cref="ArgumentException">The feature is not numeric.</exception>
    public void Add(int feature, float value) => Of(feature, FeatureType.Numeric, _numbers).Add(value);

    /// <summary>Adds the next value of a categorical or text feature; null is missing.</summary>
    /// <exception cref="ArgumentException">The feature is of another type.</exception>
    public void Add(int feature, string? value)
    {
        if (_features[feature].Type == FeatureType.Text) _texts[feature].Add(value);
        else Of(feature, FeatureType.Categorical, _levels).Add(value);
    }

    /// <summary>Adds a sparse feature's next row.</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="columns">The columns that are not 0, ascending, below the feature's width.</param>
    /// <param name="values">Their values.</param>
    /// <exception cref="ArgumentException">
    /// The feature is not sparse, or the columns do not ascend or are too large or not as many as the values.
    /// </exception>
    public void Add(int feature, ReadOnlySpan<int> columns, ReadOnlySpan<float> values)
    {
        var block = Of(feature, FeatureType.Sparse, _blocks);
        var (name, _, width) = _features[feature];
        if (columns.Length != values.Length)
            throw new ArgumentException($"feature '{name}': {columns.Length} columns and {values.Length} values");
        for (var i = 0; i < columns.Length; i++)
            if (columns[i] >= width || columns[i] <= (i == 0 ? -1 : columns[i - 1]))
                throw new ArgumentException($"feature '{name}': column {columns[i]}; expected ascending columns below {width}");
        block.Columns.AddRange(columns);
        block.Values.AddRange(values);
        block.Starts.Add(block.Columns.Count);
    }

    /// <summary>Adds the next row's target.</summary>
    public void AddTarget(double target) => _target.Add(target);

    /// <summary>Adds the next row's class; null is missing.</summary>
    public void AddClass(string? name) => _classes.Add(name);

    /// <summary>Adds the next row's weight.</summary>
    public void AddWeight(float weight) => _weights.Add(weight);

    /// <summary>Adds the next row's group.</summary>
    public void AddGroup(string name) => _groups.Add(name);

    /// <summary>Adds the next row's time.</summary>
    public void AddTime(DateTime time) => _times.Add(time.Ticks);

    /// <summary>
    /// The table of all values added so far. A table of no rows has all columns, so that a rank without rows fits the others.
    /// </summary>
    /// <exception cref="DatasetException">Columns have different numbers of values.</exception>
    /// <exception cref="ArgumentException">Two features have one name.</exception>
    public Dataset Build()
    {
        var rows = Rows();
        var (features, columns) = (new List<Feature>(), new List<object>());
        for (var i = 0; i < _features.Count; i++)
        {
            var (name, type, width) = _features[i];
            var (levels, codes) = type == FeatureType.Categorical ? _levels[i].Build() : ([], []);
            features.Add(new(name, type) { Levels = levels, Width = width });
            columns.Add(type switch
            {
                FeatureType.Numeric => _numbers[i].ToArray(),
                FeatureType.Categorical => codes,
                FeatureType.Text => _texts[i].ToArray(),
                _ => new SparseBlock(width, [.. _blocks[i].Starts], [.. _blocks[i].Columns], [.. _blocks[i].Values]),
            });
        }
        var (classNames, classes) = _classes.Build();
        var (groupNames, groups) = _groups.Build();
        return new(new FeatureSchema(features), rows, columns)
        {
            Target = _target.Count > 0 || rows == 0 ? [.. _target] : null,
            Classes = _classes.Count > 0 || rows == 0 ? classes : null,
            ClassNames = classNames,
            Weights = _weights.Count > 0 || rows == 0 ? [.. _weights] : null,
            Groups = _groups.Count > 0 || rows == 0 ? groups : null,
            GroupNames = groupNames,
            Times = _times.Count > 0 || rows == 0 ? [.. _times] : null,
        };
    }

    int Rows()
    {
        var features = _features.Select((feature, i) => (Name: $"feature '{feature.Name}'", Count: CountOf(i)));
        (string Name, int Count)[] beside =
        [
            ("the target", _target.Count), ("the class", _classes.Count), ("the weight", _weights.Count), ("the group", _groups.Count),
            ("the time", _times.Count),
        ];
        (string Name, int Count)[] begun = [.. features, .. beside.Where(column => column.Count > 0)];
        var rows = begun.Select(column => column.Count).DefaultIfEmpty().Max();
        foreach (var (name, count) in begun)
            if (count != rows) throw new DatasetException($"{name} has {count} values; other columns have {rows}");
        return rows;
    }

    int CountOf(int feature) => _features[feature].Type switch
    {
        FeatureType.Numeric => _numbers[feature].Count,
        FeatureType.Categorical => _levels[feature].Count,
        FeatureType.Sparse => _blocks[feature].Starts.Count - 1,
        _ => _texts[feature].Count,
    };

    T Of<T>(int feature, FeatureType type, List<T> columns) => _features[feature].Type == type
        ? columns[feature]
        : throw new ArgumentException($"feature '{_features[feature].Name}' is {_features[feature].Type}; the value is for {type}");
}
