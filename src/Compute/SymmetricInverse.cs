using DistributedML.Numerics;

namespace DistributedML.Compute;

/// <summary>
/// Inverse of a large symmetric positive definite matrix on several ranks. The lower triangle is kept as rows of blocks, dealt to the ranks;
/// each step sweeps one block of pivots (Goodnight, The American Statistician 33, 1979): the ranks exchange the pivots' panel, and each updates
/// its own rows. After all sweeps the matrix is −A⁻¹. n³/2 multiplications, divided by the ranks; n² values of memory on each rank. Single precision: for
/// matrices whose condition is far below 10⁶, such as penalised moments. Every rank ends with the same bits, whatever the number of ranks.
/// </summary>
public sealed class SymmetricInverse
{
    const int LargestBlock = 192;
    const int LargestSize = 46_080;   // its square is the longest array of .NET, about
    const int BlockUnit = 48;   // a multiple of the panel's rows and columns

    readonly ICollective _collective;
    readonly int _block;
    readonly int _blocks;
    readonly int _stride;
    readonly float[] _a;

    /// <summary>Room for a matrix of <paramref name="size"/> rows, 1 to 46,080, all zero.</summary>
    public SymmetricInverse(int size, ICollective collective)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, LargestSize);
        _collective = collective;
        Size = size;
        _block = Math.Min(LargestBlock, (size + BlockUnit - 1) / BlockUnit * BlockUnit);
        _blocks = (size + _block - 1) / _block;
        _stride = _blocks * _block;
        _a = new float[_stride * _stride];
        for (var row = size; row < _stride; row++) _a[row * _stride + row] = 1;   // padding that inverts to itself
    }

    /// <summary>How many rows.</summary>
    public int Size { get; }

    /// <summary>Whether this rank holds a row before the inversion.</summary>
    public bool Owns(int row) => Owner(row / _block) == _collective.Rank;

    /// <summary>
    /// A row's values up to and with the diagonal. Before <see cref="Invert"/>: the matrix, to be filled on the rank that owns the row. After it: the
    /// inverse, on every rank.
    /// </summary>
    public Span<float> Row(int row) => _a.AsSpan(Offset(row), row + 1);

    /// <summary>Inverts. Every rank calls it.</summary>
    /// <param name="sweptBlocks">Told after each step how many of how many blocks are done.</param>
    /// <param name="cancel">Ends it between steps.</param>
    /// <exception cref="NotPositiveDefiniteException">The matrix is not positive definite in single precision.</exception>
    public void Invert(Action<int, int>? sweptBlocks = null, CancellationToken cancel = default)
    {
        var panel = new float[_stride * _block];
        var packed = new float[_stride * _block];
        var scaled = new float[_stride * _block];
        var pivots = new float[_block * _block];
        for (var k = 0; k < _blocks; k++)
        {
            cancel.ThrowIfCancellationRequested();
            sweptBlocks?.Invoke(k, _blocks);
            ExchangePanel(k, panel);
            InvertPivots(k, panel.AsSpan(k * _block * _block, _block * _block), pivots);
            Scale(k, panel, pivots, scaled);
            PanelUpdate.Pack(panel, _block, packed);
            for (var i = 0; i < _blocks; i++)
                if (i != k && Owner(i) == _collective.Rank) UpdateRows(i, k, scaled, packed);
            StorePivotRows(k, scaled, pivots);
        }
        sweptBlocks?.Invoke(_blocks, _blocks);
        ExchangeRows();
    }

    /// <summary>Dealt forth and back, since later rows are longer.</summary>
    int Owner(int block)
    {
        var (round, place) = (block / _collective.Ranks, block % _collective.Ranks);
        return round % 2 == 0 ? place : _collective.Ranks - 1 - place;
    }

    int Offset(int row) => row * _stride;

    /// <summary>The columns of block k in all rows, as rows of one block's width: what lies left of the diagonal comes from block row k, transposed.</summary>
    void ExchangePanel(int k, float[] panel)
    {
        var parts = _collective.AllGather<float>(PanelPart(k));
        var next = new int[parts.Length];
        for (var i = 0; i < _blocks; i++)
        {
            var owner = Owner(Math.Max(i, k));
            var tile = parts[owner].AsSpan(next[owner], _block * _block);
            next[owner] += tile.Length;
            var to = panel.AsSpan(i * _block * _block, tile.Length);
            if (i >= k) tile.CopyTo(to);
            else Transpose(tile, to);
        }
        var pivots = panel.AsSpan(k * _block * _block, _block * _block);
        for (var row = 0; row < _block; row++)
            for (var column = row + 1; column < _block; column++)
                pivots[row * _block + column] = pivots[column * _block + row];
    }

    /// <summary>The tiles of panel k that this rank holds, in the order of the panel's rows.</summary>
    float[] PanelPart(int k)
    {
        var held = 0;
        for (var i = 0; i < _blocks; i++)
            if (Owner(Math.Max(i, k)) == _collective.Rank) held++;
        var part = new float[held * _block * _block];
        var next = 0;
        for (var i = 0; i < _blocks; i++)
        {
            var (blockRow, blockColumn) = (Math.Max(i, k), Math.Min(i, k));
            if (Owner(blockRow) != _collective.Rank) continue;
            for (var row = 0; row < _block; row++)
            {
                _a.AsSpan(Offset(blockRow * _block + row) + blockColumn * _block, _block).CopyTo(part.AsSpan(next));
                next += _block;
            }
        }
        return part;
    }

    void Transpose(ReadOnlySpan<float> tile, Span<float> to)
    {
        for (var row = 0; row < _block; row++)
            for (var column = 0; column < _block; column++)
                to[column * _block + row] = tile[row * _block + column];
    }

    void InvertPivots(int k, ReadOnlySpan<float> tile, Span<float> inverse)
    {
        var l = new double[_block * _block];
        for (var i = 0; i < l.Length; i++) l[i] = tile[i];
        try
        {
            Cholesky.Factor(l.AsSpan(), _block);
        }
        catch (NotPositiveDefiniteException error)
        {
            throw new NotPositiveDefiniteException(k * _block + error.Row);
        }
        var column = new double[_block];
        for (var i = 0; i < _block; i++)
        {
            Array.Clear(column);
            column[i] = 1;
            Cholesky.Solve(l.AsSpan(), _block, column.AsSpan());
            for (var j = 0; j < _block; j++) inverse[j * _block + i] = (float)column[j];
        }
    }

    /// <summary>W = panel · pivots⁻¹ for the rows that this rank needs: its own, and all left of the diagonal when it holds block row k.</summary>
    void Scale(int k, float[] panel, float[] pivots, float[] scaled)
    {
        var packed = new float[pivots.Length];
        PanelUpdate.Pack(pivots, _block, packed);
        for (var i = 0; i < _blocks; i++)
        {
            if (i == k || Owner(i) != _collective.Rank && (i > k || Owner(k) != _collective.Rank)) continue;
            scaled.AsSpan(i * _block * _block, _block * _block).Clear();
            for (var row = i * _block; row < (i + 1) * _block; row += PanelUpdate.Rows)
                PanelUpdate.Subtract(panel.AsSpan(row * _block, PanelUpdate.Rows * _block), packed, _block, scaled.AsSpan(row * _block), _block);
            foreach (ref var value in scaled.AsSpan(i * _block * _block, _block * _block)) value = -value;
        }
    }

    void UpdateRows(int i, int k, float[] scaled, float[] packed)
    {
        for (var j = 0; j <= i; j++)
        {
            if (j == k) continue;
            for (var column = 0; column < _block; column += PanelUpdate.Columns)
            {
                var strip = packed.AsSpan((j * _block + column) * _block, PanelUpdate.Columns * _block);
                var firstRow = i > j ? 0 : column / PanelUpdate.Rows * PanelUpdate.Rows;   // in the diagonal block, what lies above is never read
                for (var row = firstRow; row < _block; row += PanelUpdate.Rows)
                {
                    var left = scaled.AsSpan((i * _block + row) * _block, PanelUpdate.Rows * _block);
                    PanelUpdate.Subtract(left, strip, _block, _a.AsSpan(Offset(i * _block + row) + j * _block + column), _stride);
                }
            }
        }
    }

    void StorePivotRows(int k, float[] scaled, float[] pivots)
    {
        for (var i = 0; i < _blocks; i++)
        {
            if (Owner(Math.Max(i, k)) != _collective.Rank) continue;
            for (var row = 0; row < _block; row++)
                for (var column = 0; column < _block; column++)
                {
                    if (i == k) _a[Offset(k * _block + row) + k * _block + column] = -pivots[row * _block + column];
                    else if (i > k) _a[Offset(i * _block + row) + k * _block + column] = scaled[(i * _block + row) * _block + column];
                    else _a[Offset(k * _block + row) + i * _block + column] = scaled[(i * _block + column) * _block + row];
                }
        }
    }

    /// <summary>Changes the sign, and gives every rank all rows.</summary>
    void ExchangeRows()
    {
        for (var row = 0; row < _stride; row++)
            if (Owns(row))
                foreach (ref var value in _a.AsSpan(Offset(row), row + 1)) value = -value;
        if (_collective.Ranks == 1) return;
        var part = new float[(int)((long)_stride * (_stride + 1) / 2)];
        var length = 0;
        for (var row = 0; row < _stride; row++)
        {
            if (!Owns(row)) continue;
            _a.AsSpan(Offset(row), row + 1).CopyTo(part.AsSpan(length));
            length += row + 1;
        }
        var parts = _collective.AllGather<float>(part.AsSpan(0, length));
        var next = new int[parts.Length];
        for (var row = 0; row < _stride; row++)
        {
            var owner = Owner(row / _block);
            parts[owner].AsSpan(next[owner], row + 1).CopyTo(_a.AsSpan(Offset(row)));
            next[owner] += row + 1;
        }
    }
}
