using System.Text.Json.Serialization;

namespace DistributedML.Models.Forecasters;

/// <summary>Forecast of a daily series.</summary>
/// <param name="Series">The series.</param>
/// <param name="Model">The model version that answered.</param>
/// <param name="Level">Coverage of the intervals, between 0 and 1.</param>
/// <param name="History">The newest closed days, oldest first.</param>
/// <param name="Points">The days ahead, in order; none while too few days are closed.</param>
public sealed record ForecastAnswer(string Series, string Model, double Level, IReadOnlyList<DayValue> History, IReadOnlyList<ForecastDay> Points);

/// <summary>A day's sum.</summary>
/// <param name="Day">The day.</param>
/// <param name="Value">Its sum.</param>
public sealed record DayValue(DateOnly Day, double Value);

/// <summary>A day's forecast.</summary>
/// <param name="Day">The day.</param>
/// <param name="Mean">The point forecast.</param>
/// <param name="Lower">Lower end of the interval.</param>
/// <param name="Upper">Upper end of the interval.</param>
public sealed record ForecastDay(DateOnly Day, double Mean, double Lower, double Upper);

/// <summary>How the answers are written: camelCase, by code generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ForecastAnswer))]
[JsonSerializable(typeof(IReadOnlyList<DayValue>))]
sealed partial class ForecasterJson : JsonSerializerContext;
