namespace DistributedML.Numerics.Optimization;

/// <summary>
/// Line search for a step with the strong Wolfe conditions: f falls by at least 0.0001 of what the slope promises, and the slope's
/// magnitude falls to at most 0.9. Bracketing and cubic interpolation: Nocedal and Wright, Numerical Optimization (2006), algorithms 3.5
/// and 3.6. A point without a finite value counts as too far.
/// </summary>
sealed class WolfeSearch(DifferentiableFunction f, int parameters, CancellationToken cancel)
{
    const double Decrease = 1e-4;
    const double Curvature = 0.9;
    const int MaxEvaluations = 30;
    const double MaxGrowth = 4;
    const double Margin = 0.1;   // an interpolated step keeps this part of the bracket from both ends

    readonly double[] _trial = new double[parameters];
    readonly double[] _trialGradient = new double[parameters];

    /// <summary>The point found.</summary>
    public double[] Point { get; } = new double[parameters];

    /// <summary>The gradient there.</summary>
    public double[] Gradient { get; } = new double[parameters];

    /// <summary>The value there.</summary>
    public double Value { get; private set; }

    /// <summary>Evaluations of the last run.</summary>
    public int Evaluations { get; private set; }

    /// <summary>Whether the last run met falling values only, as far as it went.</summary>
    public bool IsUnbounded { get; private set; }

    /// <summary>Searches along a direction; false when no lower point was found.</summary>
    public bool Run(ReadOnlySpan<double> from, double value, double slope, ReadOnlySpan<double> direction, double step)
    {
        var low = new Sample(0, value, slope);
        Sample? high = null;
        IsUnbounded = false;
        for (Evaluations = 0; Evaluations < MaxEvaluations;)
        {
            var trial = Evaluate(from, direction, step);
            var falls = trial.IsFinite && trial.Value <= value + Decrease * step * slope;
            if (!(falls && (low.Step == 0 || trial.Value < low.Value))) high = trial;
            else
            {
                if ((high is { } end ? (end.Step - low.Step) * trial.Slope : trial.Slope) >= 0) high = low;
                low = trial;
                _trial.CopyTo(Point, 0);
                _trialGradient.CopyTo(Gradient, 0);
                Value = trial.Value;
                if (Math.Abs(trial.Slope) <= -Curvature * slope) return true;
            }
            var next = high is { } other ? Between(low, other) : MaxGrowth * step;
            if (next == step || next == low.Step || !double.IsFinite(next)) break;
            step = next;
        }
        IsUnbounded = high is null;
        return low.Step > 0;   // lower, though the slope is still steep
    }

    Sample Evaluate(ReadOnlySpan<double> from, ReadOnlySpan<double> direction, double step)
    {
        cancel.ThrowIfCancellationRequested();
        from.CopyTo(_trial);
        Kernels.AddScaled(_trial, step, direction);
        Evaluations++;
        var value = f(_trial, _trialGradient);
        return new(step, value, Kernels.Dot(_trialGradient, direction));
    }

    /// <summary>
    /// The minimum of the cubic through both ends (Nocedal and Wright, equation 3.59), kept off the ends; the middle where there is none.
    /// </summary>
    static double Between(Sample low, Sample high)
    {
        var width = high.Step - low.Step;
        var middle = low.Step + width / 2;
        if (!high.IsFinite) return low.Step + Margin * width;
        var d1 = low.Slope + high.Slope - 3 * (high.Value - low.Value) / width;
        var square = d1 * d1 - low.Slope * high.Slope;
        if (!(square >= 0)) return middle;
        var d2 = Math.Sign(width) * Math.Sqrt(square);
        var part = 1 - (high.Slope + d2 - d1) / (high.Slope - low.Slope + 2 * d2);
        return double.IsFinite(part) ? low.Step + Math.Clamp(part, Margin, 1 - Margin) * width : middle;
    }

    readonly record struct Sample(double Step, double Value, double Slope)
    {
        public bool IsFinite => double.IsFinite(Value) && double.IsFinite(Slope);
    }
}
