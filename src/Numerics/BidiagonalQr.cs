namespace DistributedML.Numerics;

/// <summary>
/// Singular values of an upper bidiagonal matrix by implicit QR, with the rotations applied to the rows of Uᵀ and Vᵀ. Source: LINPACK's
/// dsvdc (Dongarra, Bunch, Moler and Stewart, LINPACK Users' Guide, 1979, chapter 11).
/// </summary>
static class BidiagonalQr
{
    const int MaxSweeps = 75;   // for one value; two are usual
    const double Epsilon = 2.220446049250313e-16;
    const double Tiny = 1e-290;   // far below the rounding of values near 1

    /// <summary>
    /// Replaces the diagonal s by singular values, in no order and of either sign. e[i] stands right of s[i]; e has s's length.
    /// </summary>
    public static void Iterate(Span<double> s, Span<double> e, MatrixView u, MatrixView v)
    {
        RotationQueue left = new(u), right = new(v);
        var sweeps = 0;
        for (var end = s.Length; end > 0;)
        {
            var last = end - 1;
            var first = last;   // of the block that ends at last
            while (first > 0 && !IsNegligible(e[first - 1], s[first - 1], s[first])) first--;
            if (first > 0) e[first - 1] = 0;
            if (first == last)
            {
                end--;
                sweeps = 0;
                continue;
            }
            var zero = last;
            while (zero >= first && !IsNegligible(s[zero], zero < last ? e[zero] : 0, zero > first ? e[zero - 1] : 0)) zero--;
            if (zero >= first) s[zero] = 0;
            if (zero == last) ClearColumn(s, e, first, last, ref right);
            else if (zero >= first) ClearRow(s, e, zero, last, ref left);
            else if (sweeps++ == MaxSweeps) throw new ArithmeticException($"singular value {last} did not converge in {MaxSweeps} sweeps");
            else Sweep(s, e, first, last, ref left, ref right);
        }
        left.Apply();
        right.Apply();
    }

    static bool IsNegligible(double value, double neighbour, double other) =>
        Math.Abs(value) <= Tiny + Epsilon * (Math.Abs(neighbour) + Math.Abs(other));

    /// <summary>The last value is 0: rotates away what stands above it.</summary>
    static void ClearColumn(Span<double> s, Span<double> e, int first, int last, ref RotationQueue right)
    {
        var f = e[last - 1];
        e[last - 1] = 0;
        for (var j = last - 1; j >= first; j--)
        {
            var (cosine, sine, length) = Rotation(s[j], f);
            s[j] = length;
            if (j > first)
            {
                f = -sine * e[j - 1];
                e[j - 1] *= cosine;
            }
            right.Rotate(j, last, cosine, sine);
        }
    }

    /// <summary>A value inside the block is 0: rotates away what stands right of it.</summary>
    static void ClearRow(Span<double> s, Span<double> e, int zero, int last, ref RotationQueue left)
    {
        var f = e[zero];
        e[zero] = 0;
        for (var j = zero + 1; j <= last; j++)
        {
            var (cosine, sine, length) = Rotation(s[j], f);
            s[j] = length;
            f = -sine * e[j];
            e[j] *= cosine;
            left.Rotate(j, zero, cosine, sine);
        }
    }

    static void Sweep(Span<double> s, Span<double> e, int first, int last, ref RotationQueue left, ref RotationQueue right)
    {
        var (f, g) = Shifted(s[first], e[first], s[last - 1], e[last - 1], s[last]);
        left.Start(first, 1);
        right.Start(first, 1);
        for (var j = first; j < last; j++)
        {
            var (cosine, sine, length) = Rotation(f, g);
            if (j > first) e[j - 1] = length;
            f = cosine * s[j] + sine * e[j];
            e[j] = cosine * e[j] - sine * s[j];
            g = sine * s[j + 1];
            s[j + 1] *= cosine;
            right.Add(cosine, sine);
            (cosine, sine, length) = Rotation(f, g);
            s[j] = length;
            f = cosine * e[j] + sine * s[j + 1];
            s[j + 1] = cosine * s[j + 1] - sine * e[j];
            g = sine * e[j + 1];
            e[j + 1] *= cosine;
            left.Add(cosine, sine);
        }
        e[last - 1] = f;
    }

    /// <summary>The first column of BᵀB less the shift, which is the eigenvalue of its last 2 by 2 corner.</summary>
    static (double F, double G) Shifted(double s, double e, double beforeLast, double above, double last)
    {
        var scale = Math.Max(Math.Max(Math.Max(Math.Abs(last), Math.Abs(beforeLast)), Math.Abs(above)), Math.Max(Math.Abs(s), Math.Abs(e)));
        (s, e, beforeLast, above, last) = (s / scale, e / scale, beforeLast / scale, above / scale, last / scale);
        double b = ((beforeLast + last) * (beforeLast - last) + above * above) / 2, c = last * above * (last * above);
        var shift = b == 0 && c == 0 ? 0 : c / (b + Math.CopySign(Math.Sqrt(b * b + c), b));
        return ((s + last) * (s - last) + shift, s * e);
    }

    static (double Cosine, double Sine, double Length) Rotation(double f, double g)
    {
        var length = Math.Sqrt(f * f + g * g);
        if (length is < 1e-140) length = double.Hypot(f, g);   // squares near the end of the range
        return length == 0 ? (1, 0, 0) : (f / length, g / length, length);
    }
}
