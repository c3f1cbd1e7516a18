namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>Numeric features and the columns of sparse blocks side by side, of which a step keeps some.</summary>
sealed class SelectableColumns
{
    readonly FeatureSchema _schema;
    readonly int[] _places;
    readonly int[] _offsets;

    public SelectableColumns(FeatureSchema schema, int[] places)
    {
        (_schema, _places) = (schema, places);
        _offsets = new int[places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            _offsets[i] = Count;
            Count += schema[places[i]].Width;
        }
    }

    /// <summary>Number of columns.</summary>
    public int Count { get; }

    /// <summary>The numeric features with their columns.</summary>
    public IEnumerable<(int Place, int Column)> Numeric => Of(FeatureType.Numeric);

    /// <summary>The sparse features with their first columns.</summary>
    public IEnumerable<(int Place, int Column)> Sparse => Of(FeatureType.Sparse);

    /// <summary>Adds Σ w·f(x) of every column and class over all ranks; f(0) is 0 for sparse blocks.</summary>
    /// <param name="rows">This rank's rows.</param>
    /// <param name="classes">The class of each row.</param>
    /// <param name="count">Number of classes.</param>
    /// <param name="function">The function of a column and a value.</param>
    /// <param name="training">Where the ranks meet.</param>
    public double[] SumsByClass(Dataset rows, int[] classes, int count, Func<int, int, float, double> function, Training training)
    {
        var sums = new double[Count * count];
        foreach (var (place, column) in Numeric)
        {
            training.Cancel.ThrowIfCancellationRequested();
            var values = rows.Numeric(place);
            for (var row = 0; row < values.Length; row++)
                sums[column * count + classes[row]] += rows.Weight(row) * function(column, row, values[row]);
        }
        foreach (var (place, column) in Sparse)
        {
            var block = rows.Sparse(place);
            for (var row = 0; row < rows.Rows; row++)
            {
                for (var e = block.Starts[row]; e < block.Starts[row + 1]; e++)
                {
                    var at = column + block.Columns[e];
                    sums[at * count + classes[row]] += rows.Weight(row) * function(at, row, block.Values[e]);
                }
            }
        }
        training.Gang.AllReduce(sums);
        return sums;
    }

    /// <exception cref="DatasetException">A value is missing or infinite.</exception>
    public void CheckValues(Dataset rows)
    {
        if (_places.Length == 0) return;
        var schema = new FeatureSchema(_places.Select(place => _schema[place]));
        new NumericInputs(schema).CheckValues(rows.With(schema, Array.ConvertAll(_places, rows.Column)));
    }

    /// <summary>The step that keeps some columns; a block of which none is kept goes.</summary>
    /// <exception cref="DatasetException">No feature is left.</exception>
    public FittedStep Keep(Func<int, bool> kept)
    {
        var step = FittedStep.Replace(_schema, _places, i =>
        {
            var feature = _schema[_places[i]];
            if (feature.Type == FeatureType.Numeric) return kept(_offsets[i]) ? [new KeepMap(feature, _places[i])] : [];
            var (columns, width) = (new int[feature.Width], 0);
            for (var c = 0; c < columns.Length; c++) columns[c] = kept(_offsets[i] + c) ? width++ : -1;
            return width > 0 ? [new SelectMap(feature with { Width = width }, _places[i], columns)] : [];
        });
        return step.Outputs.Count > 0 ? step : throw new DatasetException($"none of the {Count} columns is kept; expected at least one");
    }

    IEnumerable<(int, int)> Of(FeatureType type) =>
        Enumerable.Range(0, _places.Length).Where(i => _schema[_places[i]].Type == type).Select(i => (_places[i], _offsets[i]));
}
