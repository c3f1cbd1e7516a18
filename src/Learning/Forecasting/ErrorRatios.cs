namespace DistributedML.Learning.Forecasting;

/// <summary>
/// A series' own newest forecast errors, as ratios of the value to what the smoothed level and the profile gave for it a season before. Their
/// quantiles make the intervals (split conformal prediction over a moving window).
/// </summary>
sealed class ErrorRatios : IState
{
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
    /// <param name="value">The value.</param>
    /// <param name="factor">The profile's factor for it.</param>
    /// <param name="level">The level smoothed up to and with the value.</param>
    public void Observe(double value, double factor, double level)
    {
        if (_levels.Count == _levels.Capacity && factor >= SeasonalProfile.Closed)
        {
            var expected = factor * _levels.Ago(_levels.Capacity);
            if (expected > 0) _ratios.Add(value / expected);
        }
        _levels.Add(level);
    }

    /// <summary>Fills an interval's ends for each step ahead, in units of the forecast of the smoothed level.</summary>
    /// <remarks>
    /// The tails are equal unless the lower end reaches 0: nothing can lie below it then, and the upper end takes the whole level. The spread
    /// about the median grows with the step h as the forecast variance of a smoothed level does, 1 + α²(h − 1)
    /// (Hyndman, Koehler, Ord, Snyder 2008, class 1), from that of a season.
    /// </remarks>
    public void Intervals(double level, Span<double> lower, Span<double> upper)
    {
        Span<double> sorted = stackalloc double[Math.Min(_ratios.Count, 512)];
        for (var i = 0; i < sorted.Length; i++) sorted[i] = _ratios.Ago(i + 1);
        sorted.Sort();
        var (low, middle) = (Quantile(sorted, (1 - level) / 2), Quantile(sorted, 0.5));
        var high = Quantile(sorted, low <= 0 ? level : (1 + level) / 2);
        for (var step = 0; step < lower.Length; step++)
        {
            var growth = Math.Sqrt((1 + _smoothing * _smoothing * step) / (1 + _smoothing * _smoothing * (_levels.Capacity - 1)));
            lower[step] = middle - growth * (middle - low);
            upper[step] = middle + growth * (high - middle);
        }
    }

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

    /// <summary>Until there are errors enough, those of a series whose values are exponentially distributed about the level.</summary>
    static double Quantile(ReadOnlySpan<double> sorted, double probability) =>
        sorted.Length < 10 ? -Math.Log(1 - probability) : Quantiles.Of(sorted, probability);
}
