namespace DistributedML.Learning.Tabular;

/// <summary>One row of a sparse block, filled again and again.</summary>
public sealed class SparseRow
{
    int[] _columns = new int[8];
    float[] _values = new float[8];

    /// <summary>Number of entries.</summary>
    public int Count { get; private set; }

    /// <summary>The entries' columns.</summary>
    public ReadOnlySpan<int> Columns => _columns.AsSpan(0, Count);

    /// <summary>The entries' values.</summary>
    public ReadOnlySpan<float> Values => _values.AsSpan(0, Count);

    /// <summary>Removes all entries.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds an entry; the columns of a row ascend.</summary>
    public void Add(int column, float value)
    {
        if (Count == _columns.Length)
        {
            Array.Resize(ref _columns, 2 * Count);
            Array.Resize(ref _values, 2 * Count);
        }
        (_columns[Count], _values[Count]) = (column, value);
        Count++;
    }

    /// <summary>Replaces all entries.</summary>
    public void Set(ReadOnlySpan<int> columns, ReadOnlySpan<float> values)
    {
        Clear();
        for (var i = 0; i < columns.Length; i++) Add(columns[i], values[i]);
    }
}
