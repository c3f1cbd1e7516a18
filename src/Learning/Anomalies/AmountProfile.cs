namespace DistributedML.Learning.Anomalies;

/// <summary>
/// The usual amounts of one key, learned robustly: ln|amount|, or on the linear scale the amount itself, has a level and a weekly season,
/// and falls off
/// exponentially on either side (double Pareto or Laplace amounts), each side with its own scale and share; what lies within 0.02 of the
/// level (linear: within 2 % of
/// the scale) is neither above nor below. What lies further out than four scales and comes again and again, as single pieces of what sells
/// by the box, is a habit with
/// a share and a distance. The share of negative amounts is learned too, so that on the logarithmic scale an unusual sign makes an amount
/// less probable. Steps are clipped: an
/// outlier moves the level by at most 1.5 scales × gain and a scale by at most a factor exp(3 × gain). O(1) per event.
/// Sources: Huber, Annals of Mathematical Statistics 35 (1964); Reed and Jorgensen, Communications in Statistics 33 (2004).
/// </summary>
sealed class AmountProfile(int slots, bool linear)
{
    const double LevelClip = 1.5, ScaleClip = 4, CentralPart = 0.02, SeasonPrior = 20, ScalePrior = 2, FastestScale = 0.33;

    /// <summary>
    /// On the linear scale: what rounding makes of equal amounts, relative to the level; and how much smaller one side's scale may be than
    /// the other's.
    /// </summary>
    const double Rounding = 1e-9, SmallestSide = 0.25;

    /// <summary>Added to ln|amount| so that amounts from 2e-9 to 1e19 fit into a <see cref="TailHistogram"/>.</summary>
    public const double MagnitudeShift = 20;

    float[] _season = new float[slots];
    double _level, _above = 0.5, _below = 0.5, _negative = 0.5;
    double _scaleAbove = linear ? 0 : 1, _scaleBelow = linear ? 0 : 1;   // linear: 0 before the first difference
    Far _farAbove = new(0, ScaleClip), _farBelow = new(0, ScaleClip);

    /// <summary>Amounts learned; on the logarithmic scale other than 0.</summary>
    public int Count { get; private set; }

    /// <summary>The usual amount in a slot of the week, on the logarithmic scale without sign.</summary>
    public double Typical(int slot) => AmountAt(_level + _season[slot]);

    /// <summary>The amount, on the logarithmic scale without sign, that one event in 20 exceeds in a slot of the week.</summary>
    public double UsualHigh(int slot) => AmountAt(_level + _season[slot] + _scaleAbove * Math.Max(0, Math.Log(20 * Smooth(_above))));

    /// <summary>The amount, on the logarithmic scale without sign, that one event in 20 stays below in a slot of the week.</summary>
    public double UsualLow(int slot) => AmountAt(_level + _season[slot] - _scaleBelow * Math.Max(0, Math.Log(20 * Smooth(_below))));

    /// <summary>ln|amount|, or on the linear scale the amount, less the expectation in a slot of the week.</summary>
    public double Residual(double amount, int slot) => Position(amount) - _level - _season[slot];

    /// <summary>
    /// Residual in scales of its side: robust standard deviations. While all amounts were equal, 2 % of them are the scale.
    /// </summary>
    public double Deviations(double residual)
    {
        if (residual == 0) return 0;
        var scale = residual > 0 ? _scaleAbove : _scaleBelow;
        return residual / (scale > 0 ? scale : CentralPart * Math.Abs(_level));
    }

    /// <summary>−ln of the raw probability of a residual at least as far out on its side.</summary>
    public double Surprise(double residual)
    {
        if (Math.Abs(residual) < Central) return 0;
        var deviations = Math.Abs(Deviations(residual));
        return residual > 0 ? Surprise(deviations, _above, _farAbove) : Surprise(deviations, _below, _farBelow);
    }

    /// <summary>Share of the amounts that have this sign.</summary>
    public double SignShare(bool negative) => Smooth(negative ? _negative : 1 - _negative);

    /// <summary>Learns an amount, on the logarithmic scale other than 0; the first one sets the level.</summary>
    public void Learn(double amount, int slot, double memory)
    {
        var residual = Residual(amount, slot);
        if (Count++ == 0)
        {
            _level = Position(amount);
            _negative = amount < 0 ? 0.75 : 0.25;
            return;
        }
        var central = Central;
        if (_scaleAbove == 0 && Math.Abs(residual) > central) (_scaleAbove, _scaleBelow) = (Math.Abs(residual), Math.Abs(residual));
        var gain = Math.Max(2.0 / (Count + 1), 1 / memory);
        var step = Math.Clamp(residual, -LevelClip * _scaleBelow, LevelClip * _scaleAbove);
        _level += gain * step;
        _season[slot] += (float)(step / (SeasonPrior + Math.Min(Count, memory) * 7 / _season.Length) - _season[slot] * gain / 8);
        _negative += gain * ((amount < 0 ? 1 : 0) - _negative);
        _above += gain * ((residual >= central ? 1 : 0) - _above);
        _below += gain * ((residual <= -central ? 1 : 0) - _below);
        if (residual >= central && _scaleAbove > 0)
        {
            var sideGain = SideGain(_above, memory);
            _farAbove = _farAbove.Learn(residual / _scaleAbove, sideGain);
            _scaleAbove = Scale(_scaleAbove, residual, sideGain, _scaleBelow);
        }
        if (residual <= -central && _scaleBelow > 0)
        {
            var sideGain = SideGain(_below, memory);
            _farBelow = _farBelow.Learn(-residual / _scaleBelow, sideGain);
            _scaleBelow = Scale(_scaleBelow, -residual, sideGain, _scaleAbove);
        }
    }

    /// <summary>
    /// What is usual over all keys on the logarithmic scale: for ln|amount| + 20 as counted by <paramref name="magnitudes"/>, the median
    /// and the mean distances from it, and the share of
    /// negative amounts. Null when the histogram is empty.
    /// </summary>
    public static AmountProfile? Of(TailHistogram magnitudes, double negative, int slots)
    {
        if (magnitudes.Total == 0) return null;
        double median = magnitudes.Quantile(0.5), above = 0, below = 0, countAbove = 0, countBelow = 0;
        for (var bin = 0; bin < magnitudes.Counts.Length; bin++)
        {
            var distance = (bin + 0.5) / TailHistogram.BinsPerUnit - median;
            if (distance > 0) (above, countAbove) = (above + distance * magnitudes.Counts[bin], countAbove + magnitudes.Counts[bin]);
            else (below, countBelow) = (below - distance * magnitudes.Counts[bin], countBelow + magnitudes.Counts[bin]);
        }
        return new AmountProfile(slots, linear: false)
        {
            Count = (int)Math.Min(int.MaxValue, magnitudes.Total),
            _level = median - MagnitudeShift,
            _scaleAbove = Math.Max(CentralPart, above / Math.Max(1, countAbove)),
            _scaleBelow = Math.Max(CentralPart, below / Math.Max(1, countBelow)),
            _negative = negative,
        };
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Count);
        writer.WriteValues<double>(
            [_level, _scaleAbove, _scaleBelow, _above, _below, _negative, _farAbove.Share, _farAbove.Distance, _farBelow.Share, _farBelow.Distance]);
        writer.WriteValues(_season);
    }

    public static AmountProfile Read(BinaryReader reader, int slots, bool linear)
    {
        var profile = new AmountProfile(slots, linear)
        {
            Count = reader.ReadInt32(),
            _level = reader.ReadDouble(),
            _scaleAbove = reader.ReadDouble(),
            _scaleBelow = reader.ReadDouble(),
            _above = reader.ReadDouble(),
            _below = reader.ReadDouble(),
            _negative = reader.ReadDouble(),
            _farAbove = new(reader.ReadDouble(), reader.ReadDouble()),
            _farBelow = new(reader.ReadDouble(), reader.ReadDouble()),
        };
        for (var slot = 0; slot < slots; slot++) profile._season[slot] = reader.ReadSingle();
        return profile;
    }

    public AmountProfile Copy()
    {
        var copy = (AmountProfile)MemberwiseClone();
        copy._season = (float[])_season.Clone();
        return copy;
    }

    double SideGain(double share, double memory) => Math.Min(FastestScale, 1 / (ScalePrior + Math.Min(Count, memory) * share));

    double Scale(double scale, double deviation, double gain, double otherSide)
    {
        var smallest = linear ? Math.Max(Rounding * Math.Abs(_level), SmallestSide * otherSide) : CentralPart;
        return Math.Max(smallest, scale * Math.Exp(gain * (Math.Min(deviation / scale, ScaleClip) - 1)));
    }

    double Central => linear ? Math.Max(Rounding * Math.Abs(_level), CentralPart / 2 * (_scaleAbove + _scaleBelow)) : CentralPart;

    double Position(double amount) => linear ? amount : Math.Log(Math.Abs(amount));

    double AmountAt(double position) => linear ? position : Math.Exp(position);

    double Surprise(double deviations, double share, Far far) =>
        (deviations < 2 ? deviations : -Math.Log(Math.Exp(-deviations) + far.Share * Math.Exp(-Math.Max(0, deviations - far.Distance)))) - Math.Log(Smooth(share));

    double Smooth(double share) => (share * Math.Min(Count, 200) + 0.5) / (Math.Min(Count, 200) + 1);

    /// <summary>The habit far out on one side.</summary>
    /// <param name="Share">Its share of the side's amounts.</param>
    /// <param name="Distance">How far out it is, in scales.</param>
    readonly record struct Far(double Share, double Distance)
    {
        public Far Learn(double deviations, double gain) => deviations <= ScaleClip
            ? this with { Share = Share - gain * Share }
            : new(Share + gain * (1 - Share), Distance + 0.3 * Math.Clamp(deviations - Distance, -ScaleClip, ScaleClip));
    }
}
