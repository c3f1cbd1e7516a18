namespace DistributedML.Numerics;

/// <summary>
/// A product of reflections H₀·H₁·… = I − Vᵀ·T·V, with a v in each row of V and T upper triangular, so that applying it is two matrix
/// products. Source: Schreiber and Van Loan, SIAM Journal on Scientific and Statistical Computing 10 (1989).
/// </summary>
/// <param name="offset">The first row of the whole matrix that it changes.</param>
/// <param name="count">How many reflections.</param>
/// <param name="length">How many rows it changes.</param>
sealed class BlockReflector(int offset, int count, int length)
{
    readonly Matrix _t = new(count, count);

    /// <summary>The v; reflection i starts with zeros.</summary>
    public Matrix V { get; } = new(count, length);

    /// <summary>The factor of each v·vᵀ.</summary>
    public double[] Scales { get; } = new double[count];

    /// <summary>Computes T, once V and the scales are known.</summary>
    public void Complete()
    {
        var products = new Matrix(count, count);
        MatrixProduct.Multiply(V, V.View.Transposed, products);
        for (var j = 0; j < count; j++)
        {
            _t[j, j] = Scales[j];
            for (var i = 0; i < j; i++)
            {
                double sum = 0;
                for (var k = i; k < j; k++) sum += _t[i, k] * products[k, j];
                _t[i, j] = -Scales[j] * sum;
            }
        }
    }

    /// <summary>C = Q·C, or Qᵀ·C, for the rows from the offset on of a whole matrix.</summary>
    public void Apply(MatrixView whole, bool transposed)
    {
        var c = whole.Block(offset, 0, length, whole.Columns);
        Matrix products = new(count, c.Columns), weights = new(count, c.Columns);
        MatrixProduct.Multiply(V, c, products);
        MatrixProduct.Multiply(transposed ? _t.View.Transposed : _t, products, weights);
        MatrixProduct.AddProduct(c, -1, V.View.Transposed, weights);
    }
}
