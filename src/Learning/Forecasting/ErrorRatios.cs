namespace DistributedML.Learning.Forecasting;

/// <summary>
/// A series' own newest forecast errors against what the smoothed level and the profile gave a season before: ratios of the value to that,
/// or with an
/// additive profile differences. Their quantiles make the intervals (split conformal prediction over a moving window).
/// </summary>
sealed class ErrorRatios : IState
{
    /// <summary>
    /// A ratio's forecast counts as at least this part of the present level. After a pause the level of a season before is nearly 0: the
    /// ratio to it says
    /// how long the pause was, not how wrong forecasts are now.
    /// </summary>
    const double LeastPartOfLevel = 0.25;

    const int EnoughErrors = 10;

    readonly RecentValues _ratios;
    readonly RecentValues _levels;
    readonly double _smoothing;

    /// <param name="window">How many ratios are kept.</param>
    /// <param name="seasonLength">Steps between a forecast and the value it is compared with.</param>
    /// <param name="smoothing">Smoothing of the level: how fast its error grows with the horizon.</param>
    public ErrorRatios(int window, int seasonLength, double smoothing)
        : this(new RecentValues(window), new RecentValues(seasonLength), smoothing) { }

    ErrorRatios(RecentValues ratios, RecentValues levels, double smoothing)
    {
        _ratios = ratios;
        _levels = levels;
        _smoothing = smoothing;
    }

    /// <summary>Learns a value.</summary>
    /// <param name="value">The value; NaN for a missing one.</param>
    /// <param name="profile">The profile before it learns the value.</param>
    /// <param name="phase">The value's phase.</param>
    /// <param name="level">The level smoothed up to and with the value.</param>
    public void Observe(double value, SeasonalProfile profile, int phase, double level)
    {
        if (_levels.Count == _levels.Capacity && !profile.IsClosed(phase) && !double.IsNaN(value))
        {
            var before = _levels.Ago(_levels.Capacity);
            if (profile.IsAdditive) _ratios.Add(value - profile.At(phase, before));
            else if (profile.At(phase, Math.Max(before, LeastPartOfLevel * level)) is > 0 and var expected) _ratios.Add(value / expected);
        }
        _levels.Add(level);
    }

    /// <summary>Multiplies the levels, when the profile's factors change at once.</summary>
    public void Scale(double factor) => _levels.Map(level => factor * level);

    /// <summary>Turns ratios into differences at the present level.</summary>
    public void MakeAdditive(double level) => _ratios.Map(ratio => (ratio - 1) * level);

    /// <summary>Fills an interval's ends for each step ahead, as ratios or differences to the forecast of the smoothed level.</summary>
    /// <param name="level">Coverage, between 0 and 1.</param>
    /// <param name="profile">Says which of the two.</param>
    /// <param name="floor">Whether no value can lie below 0.</param>
    /// <param name="fitted">What stands for the errors until there are enough: those of the newest values from the present level.</param>
    /// <param name="lower">Lower ends.</param>
    /// <param name="upper">Upper ends.</param>
    /// <remarks>
    /// The tails are equal unless the lower end reaches the floor: nothing can lie below it then, and the upper end takes the whole level.
    /// The spread
    /// about the median grows with the step h as the forecast variance of a smoothed level does, 1 + α²(h − 1)
    /// (Hyndman, Koehler, Ord, Snyder 2008, class 1), from that of a season, or of the fitted errors, which are of no step ahead.
    /// </remarks>
    public void Intervals(double level, SeasonalProfile profile, bool floor, ReadOnlySpan<double> fitted, Span<double> lower, Span<double> upper)
    {
        var season = _levels.Capacity;
        var few = !AreEnough && fitted.Length >= EnoughErrors && fitted.Length > season;
        Span<double> sorted = stackalloc double[few ? Math.Min(fitted.Length, 512) : Math.Min(_ratios.Count, 512)];
        for (var i = 0; i < sorted.Length; i++) sorted[i] = few ? fitted[i] : _ratios.Ago(i + 1);
        sorted.Sort();
        var ahead = few ? -1 : season - 1;   // how many steps after the first one the errors are of
        // Errors of n fitted values with p parameters are smaller than those of forecasts: least squares has (n + p) / (n - p) between their variances.
        var fit = few ? (double)(fitted.Length + season) / (fitted.Length - season) : 1;
        var (low, middle) = (Quantile(sorted, (1 - level) / 2, profile), Quantile(sorted, 0.5, profile));
        var high = Quantile(sorted, floor && !profile.IsAdditive && low <= 0 ? level : (1 + level) / 2, profile);
        for (var step = 0; step < lower.Length; step++)
        {
            var growth = Math.Sqrt(fit * (1 + _smoothing * _smoothing * step) / (1 + _smoothing * _smoothing * ahead));
            lower[step] = middle - growth * (middle - low);
            upper[step] = middle + growth * (high - middle);
        }
    }

    /// <summary>Whether there are errors enough for intervals.</summary>
    public bool AreEnough => _ratios.Count >= EnoughErrors;

    /// <summary>A copy that shares nothing with this one.</summary>
    public ErrorRatios Copy() => new(_ratios.Copy(), _levels.Copy(), _smoothing);

    /// <inheritdoc/>
    public void Write(BinaryWriter writer)
    {
        writer.Write(_smoothing);
        _ratios.Write(writer);
        _levels.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ErrorRatios Read(BinaryReader reader)
    {
        var smoothing = reader.ReadDouble();
        var ratios = RecentValues.Read(reader);
        return new(ratios, RecentValues.Read(reader), smoothing);
    }

    /// <summary>
    /// Until there are errors enough: ratios as of a series whose values are exponentially distributed about the level; differences as of a
    /// Laplace distribution
    /// with the mean distance of the few that there are.
    /// </summary>
    static double Quantile(ReadOnlySpan<double> sorted, double probability, SeasonalProfile profile)
    {
        if (sorted.Length >= EnoughErrors) return Quantiles.Of(sorted, probability);
        if (!profile.IsAdditive) return -Math.Log(1 - probability);
        double distance = 0;
        foreach (var error in sorted) distance += Math.Abs(error) / sorted.Length;
        return distance * (probability < 0.5 ? Math.Log(2 * probability) : -Math.Log(2 * (1 - probability)));
    }
}
