using DistributedML.Learning.Tabular;

namespace DistributedML.Models.Tables;

/// <summary>
/// The features of rows as a model reads them. Used by one thread.
/// </summary>
sealed class RowFeatures : IDisposable
{
    readonly FeatureSql? _sql;
    readonly TextPool _texts = new();
    readonly string[] _names;
    readonly int[] _columnOf;
    readonly Dictionary<string, int>?[] _codes;

    /// <summary>The features of a model.</summary>
    public RowFeatures(TableModel model)
    {
        var (features, schema) = (model.Inputs.Features, model.Chain.Inputs);
        _names = [.. features.Select(feature => feature.Name)];
        _columnOf = [.. features.Select(feature => model.Columns.Select(column => column.Name).ToList().IndexOf(feature.Name))];
        _codes = [.. schema.Features.Select(feature => feature.Type != FeatureType.Categorical ? null
            : feature.Levels.Select((level, code) => (level, code)).ToDictionary(pair => pair.level, pair => pair.code, StringComparer.Ordinal))];
        if (model.Inputs.HasSql) _sql = new(model.Inputs);
    }

    /// <summary>The features of rows of the model's columns.</summary>
    /// <exception cref="Data.TableException">An expression fails on a row.</exception>
    public IRows Of(IRows columns)
    {
        if (_sql is null) return new Columns(columns, _columnOf);
        var computed = new List<ArrowRows>();
        for (var start = 0; start < columns.Count; start += FeatureSql.MaxRows)
            computed.Add(new(_sql.Compute(columns, start, Math.Min(FeatureSql.MaxRows, columns.Count - start)), _names, _texts));
        return new Computed(computed);
    }

    /// <summary>Fills a row of the model's features.</summary>
    /// <param name="features">What <see cref="Of"/> returned, or a query's features.</param>
    /// <param name="row">The row.</param>
    /// <param name="into">Of the schema of the model's chain.</param>
    /// <exception cref="FormatException">A value is of another type than the model learned from; the message names the feature.</exception>
    public void Fill(IRows features, int row, FeatureRow into)
    {
        var schema = into.Schema;
        for (var i = 0; i < schema.Count; i++)
        {
            var (value, slot) = (features.Value(i, row), schema.Slot(i));
            switch (schema[i].Type)
            {
                case FeatureType.Numeric:
                    into.Numbers[slot] = value switch
                    {
                        null => float.NaN,
                        double number => (float)number,
                        long number => number,
                        bool truth => truth ? 1 : 0,
                        _ => throw new FormatException($"feature '{_names[i]}' is '{ArrowColumn.TextOf(value)}'; expected a number"),
                    };
                    break;
                case FeatureType.Categorical:
                    into.Codes[slot] = value is not null && _codes[i]!.TryGetValue(ArrowColumn.TextOf(value), out var code) ? code : -1;
                    break;
                default:
                    into.Texts[slot] = value is null ? null : ArrowColumn.TextOf(value);
                    break;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _sql?.Dispose();

    sealed class Computed(List<ArrowRows> parts) : IRows
    {
        public int Count => parts.Sum(part => part.Count);

        public object? Value(int column, int row) => parts[row / FeatureSql.MaxRows].Value(column, row % FeatureSql.MaxRows);
    }

    sealed class Columns(IRows rows, int[] columnOf) : IRows
    {
        public int Count => rows.Count;

        public object? Value(int column, int row) => rows.Value(columnOf[column], row);
    }
}
