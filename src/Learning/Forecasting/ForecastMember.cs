using DistributedML.Learning.Forecasting.Baselines;
using DistributedML.Learning.Forecasting.ExponentialSmoothing;

namespace DistributedML.Learning.Forecasting;

/// <summary>Forecasters that can join the combination beside the levels times the profile.</summary>
public enum ForecastMember
{
    /// <summary>The value one season ago.</summary>
    SeasonalNaive,

    /// <summary>The mean of the newest four seasons.</summary>
    Mean,

    /// <summary>The median of the same phase over the newest eight seasons.</summary>
    SeasonalMedian,

    /// <summary>Croston's method as corrected by Syntetos and Boylan, smoothing 0.1.</summary>
    Croston,

    /// <summary>The theta method on the deseasonalised series, smoothing 0.1.</summary>
    Theta,

    /// <summary>Exponential smoothing, the form chosen by AICc, fitted by maximum likelihood.</summary>
    ExponentialSmoothing,
}

/// <summary>Makes, writes and reads members.</summary>
static class ForecastMembers
{
    /// <summary>A member that has seen nothing, fitted to <paramref name="training"/> where it has parameters.</summary>
    public static IOnlineForecaster Start(ForecastMember member, int seasonLength, ReadOnlySpan<double> training) => member switch
    {
        ForecastMember.SeasonalNaive => new SeasonalNaiveForecaster(seasonLength),
        ForecastMember.Mean => new MeanForecaster(4 * seasonLength),
        ForecastMember.SeasonalMedian => new SeasonalMedianForecaster(seasonLength, 8),
        ForecastMember.Croston => new CrostonForecaster(0.1),
        ForecastMember.Theta => new ThetaForecaster(seasonLength, 0.1, 0.1),
        _ => EtsFitter.FitOrDefault(Filled(training, seasonLength), seasonLength).Start(),
    };

    /// <summary>The values, the missing ones as a season before, or as the first known one.</summary>
    static ReadOnlySpan<double> Filled(ReadOnlySpan<double> values, int seasonLength)
    {
        if (!values.Contains(double.NaN)) return values;
        var filled = values.ToArray();
        var first = Array.Find(filled, value => !double.IsNaN(value));   // 0 when none is known
        for (var i = 0; i < filled.Length; i++)
            if (double.IsNaN(filled[i])) filled[i] = i < seasonLength ? first : filled[i - seasonLength];
        return filled;
    }

    /// <summary>Writes a member with its kind before it.</summary>
    public static void Write(BinaryWriter writer, IOnlineForecaster member)
    {
        writer.Write((byte)(member switch
        {
            SeasonalNaiveForecaster => ForecastMember.SeasonalNaive,
            MeanForecaster => ForecastMember.Mean,
            SeasonalMedianForecaster => ForecastMember.SeasonalMedian,
            CrostonForecaster => ForecastMember.Croston,
            ThetaForecaster => ForecastMember.Theta,
            _ => ForecastMember.ExponentialSmoothing,
        }));
        member.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static IOnlineForecaster Read(BinaryReader reader) => (ForecastMember)reader.ReadByte() switch
    {
        ForecastMember.SeasonalNaive => SeasonalNaiveForecaster.Read(reader),
        ForecastMember.Mean => MeanForecaster.Read(reader),
        ForecastMember.SeasonalMedian => SeasonalMedianForecaster.Read(reader),
        ForecastMember.Croston => CrostonForecaster.Read(reader),
        ForecastMember.Theta => ThetaForecaster.Read(reader),
        ForecastMember.ExponentialSmoothing => EtsForecaster.Read(reader),
        var other => throw new InvalidDataException($"unknown member {other} in a forecaster's state"),
    };
}
