namespace DistributedML.Numerics;

/// <summary>A matrix that should be positive definite is not, so far as its precision tells.</summary>
/// <param name="row">The first row that depends on those before it.</param>
public sealed class NotPositiveDefiniteException(int row) : ArithmeticException($"the matrix is not positive definite: row {row} depends on the rows before it")
{
    /// <summary>The first row that depends on those before it.</summary>
    public int Row => row;
}
