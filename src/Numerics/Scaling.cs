using System.Numerics.Tensors;

namespace DistributedML.Numerics;

/// <summary>Keeps squares of a matrix's values within a double's range.</summary>
static class Scaling
{
    /// <summary>Divides a matrix by its largest magnitude's power of two, which rounds nothing.</summary>
    /// <returns>What was divided by.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static double ToUnit(Matrix matrix)
    {
        if (matrix.Values.IsEmpty) return 1;
        var largest = Math.Abs(TensorPrimitives.MaxMagnitude(matrix.Values));
        if (!double.IsFinite(largest))
        {
            var at = 0;
            while (double.IsFinite(matrix.Values[at])) at++;
            throw new ArgumentException(
                $"the value in row {at / matrix.Columns}, column {at % matrix.Columns} is {matrix.Values[at]}; expected finite values");
        }
        if (largest == 0) return 1;
        var scale = Math.ScaleB(1, Math.Max(-1022, Math.ILogB(largest)));
        TensorPrimitives.Divide(matrix.Values, scale, matrix.Values);
        return scale;
    }
}
