namespace DistributedML.Numerics;

/// <summary>A product's innermost loop: a tile of C that stays in registers.</summary>
interface IMicroKernel
{
    /// <summary>Rows of a tile.</summary>
    const int Rows = 6;

    /// <summary>Columns of a tile.</summary>
    static abstract int Columns { get; }

    /// <summary>
    /// C += factor · Σ a·bᵀ over <paramref name="depth"/> columns a of 6 values and rows b of <see cref="Columns"/> values.
    /// </summary>
    static abstract unsafe void Run(int depth, double* a, double* b, double factor, double* c, int stride);
}
