using System.Runtime.CompilerServices;

namespace DistributedML.Learning.Tabular;

/// <summary>
/// How an estimator that learns from numbers sees a table: its numeric features and the columns of its sparse blocks, side by side in the
/// order of the schema. Immutable but for a cache of the last schema found equal.
/// </summary>
sealed class NumericInputs
{
    readonly int[] _offsets;
    FeatureSchema _known;

    /// <exception cref="DatasetException">A feature is text or categorical, or there is none.</exception>
    public NumericInputs(FeatureSchema schema)
    {
        (Schema, _known) = (schema, schema);
        _offsets = new int[schema.Count];
        for (var i = 0; i < schema.Count; i++)
        {
            var feature = schema[i];
            if (feature.Type is FeatureType.Categorical or FeatureType.Text)
                throw new DatasetException($"feature '{feature.Name}' is {feature.Type}; this estimator learns from numbers: " +
                    (feature.Type == FeatureType.Text ? "prepare it with TF-IDF or hashing, or exclude it"
                        : "prepare it with one-hot or target encoding, or exclude it"));
            _offsets[i] = Columns;
            Columns += feature.Width;
        }
        if (Columns == 0) throw new DatasetException("the table has no features; expected at least one numeric or sparse feature");
    }

    /// <summary>The inputs of an estimator that takes no sparse blocks.</summary>
    /// <exception cref="DatasetException">A feature is not numeric, or there is none.</exception>
    public static NumericInputs OfDense(FeatureSchema schema)
    {
        var inputs = new NumericInputs(schema);
        var sparse = Enumerable.Range(0, schema.Count).FirstOrDefault(inputs.IsSparse, -1);
        if (sparse >= 0)
            throw new DatasetException($"feature '{schema[sparse].Name}' is sparse; this estimator takes no sparse blocks: prepare it " +
                "without hashing or one-hot, or exclude it");
        return inputs;
    }

    public FeatureSchema Schema { get; }

    /// <summary>Columns of all features together.</summary>
    public int Columns { get; }

    /// <summary>The first column of a feature.</summary>
    public int Offset(int feature) => _offsets[feature];

    public bool IsSparse(int feature) => Schema[feature].Type == FeatureType.Sparse;

    public bool HasSparse => Schema.CountOf(FeatureType.Sparse) > 0;

    /// <summary>A column's name: its feature's, with the place in the block for a sparse one.</summary>
    public string NameOf(int column)
    {
        var feature = Array.FindLastIndex(_offsets, offset => offset <= column);
        return IsSparse(feature) ? $"{Schema[feature].Name}[{column - _offsets[feature]}]" : Schema[feature].Name;
    }

    /// <summary>Checks that rows have the schema that was learned from; cheap when it is the one seen last.</summary>
    /// <exception cref="DatasetException">The schema is another.</exception>
    public void CheckSchema(FeatureSchema schema)
    {
        if (ReferenceEquals(schema, _known)) return;
        SchemaCheck.ThrowIfOther(Schema, schema);
        _known = schema;
    }

    /// <summary>Checks that every number is finite.</summary>
    /// <exception cref="DatasetException">A value is missing or infinite, by its feature and row.</exception>
    public void CheckValues(Dataset rows)
    {
        CheckSchema(rows.Schema);
        for (var i = 0; i < Schema.Count; i++)
        {
            if (IsSparse(i))
            {
                var block = rows.Sparse(i);
                var at = ColumnKernels.IndexOfNonFinite(block.Values.AsSpan(0, block.Starts[^1]));
                if (at >= 0) throw NotFinite(i, $"row {SparseRowOf(block, at)}", block.Values[at]);
            }
            else
            {
                var at = ColumnKernels.IndexOfNonFinite(rows.Numeric(i));
                if (at >= 0) throw NotFinite(i, $"row {at}", rows.Numeric(i)[at]);
            }
        }
    }

    /// <summary>Checks that every number of a row is finite, and its schema.</summary>
    /// <exception cref="DatasetException">A value is missing or infinite, or the schema is another.</exception>
    public void CheckRow(FeatureRow row)
    {
        CheckSchema(row.Schema);
        for (var i = 0; i < _offsets.Length; i++)
        {
            var slot = Schema.Slot(i);
            if (!IsSparse(i)) Finite(i, row.Numbers[slot]);
            else
                foreach (var value in row.Sparse[slot].Values)
                    Finite(i, value);
        }
    }

    /// <summary>Writes a row's values, zeros of sparse blocks included.</summary>
    /// <exception cref="DatasetException">A value is missing or infinite, or the schema is another.</exception>
    public void Densify(FeatureRow row, Span<double> values)
    {
        CheckSchema(row.Schema);
        for (var i = 0; i < _offsets.Length; i++)
        {
            var slot = Schema.Slot(i);
            if (IsSparse(i))
            {
                var sparse = row.Sparse[slot];
                var block = values.Slice(_offsets[i], Schema[i].Width);
                block.Clear();
                for (var e = 0; e < sparse.Count; e++) block[sparse.Columns[e]] = Finite(i, sparse.Values[e]);
            }
            else values[_offsets[i]] = Finite(i, row.Numbers[slot]);
        }
    }

    /// <summary>Writes rows of a table, row by row with the given stride; the values were checked before.</summary>
    public void Densify(Dataset rows, int first, int count, Span<double> block, int stride)
    {
        for (var i = 0; i < _offsets.Length; i++)
        {
            if (IsSparse(i))
            {
                var (sparse, width) = (rows.Sparse(i), Schema[i].Width);
                for (var row = 0; row < count; row++)
                {
                    var columns = sparse.ColumnsOf(first + row);
                    var values = sparse.ValuesOf(first + row);
                    var into = block.Slice(row * stride + _offsets[i], width);
                    into.Clear();
                    for (var e = 0; e < columns.Length; e++) into[columns[e]] = values[e];
                }
            }
            else
            {
                var column = rows.Numeric(i).AsSpan(first, count);
                for (int row = 0, at = _offsets[i]; row < count; row++, at += stride) block[at] = column[row];
            }
        }
    }

    /// <summary>start + Σ weight · value over a row, in the same order and with the same rounding as <see cref="AddProducts"/>.</summary>
    /// <exception cref="DatasetException">A value is missing or infinite, or the schema is another.</exception>
    public double Dot(FeatureRow row, ReadOnlySpan<double> weights, double start)
    {
        CheckSchema(row.Schema);
        var sum = start;
        for (var i = 0; i < _offsets.Length; i++)
        {
            var slot = Schema.Slot(i);
            if (IsSparse(i))
            {
                var columns = row.Sparse[slot].Columns;
                var values = row.Sparse[slot].Values;
                var block = weights.Slice(_offsets[i], Schema[i].Width);
                for (var e = 0; e < columns.Length; e++) sum = Math.FusedMultiplyAdd(block[columns[e]], Finite(i, values[e]), sum);
            }
            else sum = Math.FusedMultiplyAdd(weights[_offsets[i]], Finite(i, row.Numbers[slot]), sum);
        }
        return sum;
    }

    /// <summary>sums[r] += Σ weight · value over row first + r, for as many rows as there are sums.</summary>
    public void AddProducts(Dataset rows, int first, ReadOnlySpan<double> weights, Span<double> sums)
    {
        for (var i = 0; i < _offsets.Length; i++)
        {
            if (IsSparse(i))
            {
                var block = rows.Sparse(i);
                var part = weights.Slice(_offsets[i], Schema[i].Width);
                for (var row = 0; row < sums.Length; row++)
                {
                    var columns = block.ColumnsOf(first + row);
                    var values = block.ValuesOf(first + row);
                    var sum = sums[row];
                    for (var e = 0; e < columns.Length; e++) sum = Math.FusedMultiplyAdd(part[columns[e]], values[e], sum);
                    sums[row] = sum;
                }
            }
            else if (i + 3 < _offsets.Length && !IsSparse(i + 1) && !IsSparse(i + 2) && !IsSparse(i + 3))
            {
                ColumnKernels.AddScaled4(sums, weights.Slice(_offsets[i], 4), rows.Numeric(i).AsSpan(first),
                    rows.Numeric(i + 1).AsSpan(first),
                    rows.Numeric(i + 2).AsSpan(first), rows.Numeric(i + 3).AsSpan(first));
                i += 3;
            }
            else ColumnKernels.AddScaled(sums, weights[_offsets[i]], rows.Numeric(i).AsSpan(first));
        }
    }

    /// <summary>sums[c] += Σ factor[r] · value of column c over rows first + r, for as many rows as there are factors.</summary>
    public void AddColumnSums(Dataset rows, int first, ReadOnlySpan<double> factors, Span<double> sums)
    {
        for (var i = 0; i < _offsets.Length; i++)
        {
            if (IsSparse(i))
            {
                var block = rows.Sparse(i);
                var part = sums.Slice(_offsets[i], Schema[i].Width);
                for (var row = 0; row < factors.Length; row++)
                {
                    var columns = block.ColumnsOf(first + row);
                    var values = block.ValuesOf(first + row);
                    var factor = factors[row];
                    for (var e = 0; e < columns.Length; e++) part[columns[e]] += factor * values[e];
                }
            }
            else if (i + 3 < _offsets.Length && !IsSparse(i + 1) && !IsSparse(i + 2) && !IsSparse(i + 3))
            {
                ColumnKernels.AddDots4(sums.Slice(_offsets[i], 4), factors, rows.Numeric(i).AsSpan(first),
                    rows.Numeric(i + 1).AsSpan(first),
                    rows.Numeric(i + 2).AsSpan(first), rows.Numeric(i + 3).AsSpan(first));
                i += 3;
            }
            else sums[_offsets[i]] += ColumnKernels.Dot(factors, rows.Numeric(i).AsSpan(first));
        }
    }

    /// <summary>Rows of a block whose columns stay in a core's second-level cache between two uses.</summary>
    public int BlockRows => Math.Clamp(65_536 / Columns / 64 * 64, 64, 4096);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    double Finite(int feature, float value) => float.IsFinite(value) ? value : throw NotFinite(feature, "the row", value);

    DatasetException NotFinite(int feature, string row, float value) => new(
        $"feature '{Schema[feature].Name}', {row}: the value is {(float.IsNaN(value) ? "missing" : "infinite")}; " +
        (float.IsNaN(value) ? "prepare the feature with impute" : "prepare the feature with clip, or leave the row out"));

    static int SparseRowOf(SparseBlock block, int entry)
    {
        var at = Array.BinarySearch(block.Starts, entry + 1);
        return (at >= 0 ? at : ~at) - 1;
    }
}
