namespace DistributedML.Numerics;

/// <summary>A matrix that should be invertible, or of full column rank, is not, so far as its precision tells.</summary>
/// <param name="column">The first column that depends on those before it.</param>
public sealed class SingularMatrixException(int column)
    : ArithmeticException($"the matrix is singular: column {column} depends on the columns before it; remove it or add a penalty")
{
    /// <summary>The first column that depends on those before it.</summary>
    public int Column => column;
}
