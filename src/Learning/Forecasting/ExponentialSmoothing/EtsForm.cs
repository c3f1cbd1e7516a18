namespace DistributedML.Learning.Forecasting.ExponentialSmoothing;

/// <summary>A form of exponential smoothing with additive error: ETS(A, trend, season).</summary>
/// <param name="Trend">The trend.</param>
/// <param name="SeasonLength">Steps of an additive season; 1 for none.</param>
public readonly record struct EtsForm(EtsTrend Trend, int SeasonLength)
{
    /// <summary>Whether there is a season.</summary>
    public bool HasSeason => SeasonLength > 1;

    /// <summary>Free initial states: the level, the slope, and the season's effects, which sum to 0.</summary>
    public int InitialStates => 1 + (Trend == EtsTrend.None ? 0 : 1) + SeasonLength - 1;

    /// <summary>Smoothing parameters: α, β, φ, γ as far as the form has them.</summary>
    public int SmoothingParameters => 1 + (int)Trend + (HasSeason ? 1 : 0);

    /// <summary>The six forms with and without a season of the given length.</summary>
    public static EtsForm[] All(int seasonLength) =>
        [.. from season in seasonLength > 1 ? new[] { 1, seasonLength } : [1] from trend in Enum.GetValues<EtsTrend>() select new EtsForm(trend, season)];

    /// <summary>The usual name: "ETS(A,Ad,A)".</summary>
    public override string ToString() =>
        $"ETS(A,{(Trend == EtsTrend.None ? "N" : Trend == EtsTrend.Additive ? "A" : "Ad")},{(HasSeason ? "A" : "N")})";
}
