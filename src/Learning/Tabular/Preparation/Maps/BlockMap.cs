namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>
/// Makes a sparse block: the entries of a row are gathered in a scratch of the thread, then sorted, and equal columns added up.
/// </summary>
abstract class BlockMap(Feature output, params int[] inputs) : FeatureMap(output, inputs)
{
    [ThreadStatic]
    static Entries? _entries;

    static Entries Scratch => _entries ??= new();

    /// <summary>Adds a row's entries in any order.</summary>
    protected abstract void Fill(Dataset rows, int row, Entries entries);

    /// <summary>Adds a row's entries in any order.</summary>
    protected abstract void Fill(FeatureRow row, int[] slots, Entries entries);

    public override object Apply(Dataset rows)
    {
        var entries = Scratch;
        var (starts, columns, values) = (new int[rows.Rows + 1], new List<int>(rows.Rows), new List<float>(rows.Rows));
        for (var i = 0; i < rows.Rows; i++)
        {
            entries.Clear();
            Fill(rows, i, entries);
            entries.Combine();
            columns.AddRange(entries.Columns);
            values.AddRange(entries.Values);
            starts[i + 1] = columns.Count;
        }
        return new SparseBlock(Output.Width, starts, [.. columns], [.. values]);
    }

    public override void Apply(FeatureRow row, int[] slots, FeatureRow made, int slot)
    {
        var entries = Scratch;
        entries.Clear();
        Fill(row, slots, entries);
        entries.Combine();
        made.Sparse[slot].Set(entries.Columns, entries.Values);
    }

    /// <summary>The entries of a row.</summary>
    internal sealed class Entries
    {
        int[] _columns = new int[64];
        float[] _values = new float[64];
        int _count;

        public ReadOnlySpan<int> Columns => _columns.AsSpan(0, _count);

        public Span<float> Values => _values.AsSpan(0, _count);

        public void Clear() => _count = 0;

        public void Add(int column, float value)
        {
            if (_count == _columns.Length)
            {
                Array.Resize(ref _columns, 2 * _count);
                Array.Resize(ref _values, 2 * _count);
            }
            (_columns[_count], _values[_count]) = (column, value);
            _count++;
        }

        /// <summary>Sorts by column and adds up equal columns; entries of 0 go.</summary>
        public void Combine()
        {
            if (_count > 1) _columns.AsSpan(0, _count).Sort(_values.AsSpan(0, _count));
            var kept = 0;
            for (var i = 0; i < _count;)
            {
                var (column, sum) = (_columns[i], 0f);
                for (; i < _count && _columns[i] == column; i++) sum += _values[i];
                if (sum == 0) continue;
                (_columns[kept], _values[kept]) = (column, sum);
                kept++;
            }
            _count = kept;
        }
    }
}
