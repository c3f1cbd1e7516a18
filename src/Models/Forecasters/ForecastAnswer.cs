using System.Text.Json.Serialization;

namespace DistributedML.Models.Forecasters;

/// <summary>Forecast of a series.</summary>
/// <param name="Series">The series.</param>
/// <param name="Model">The model version that answered.</param>
/// <param name="Level">Coverage of the intervals, between 0 and 1.</param>
/// <param name="History">The newest closed steps, oldest first; those without a value are left out.</param>
/// <param name="Points">The steps ahead, in order; none while too few steps are closed.</param>
public sealed record ForecastAnswer(string Series, string Model, double Level, IReadOnlyList<StepValue> History, IReadOnlyList<ForecastStep> Points);

/// <summary>The value of a step.</summary>
/// <param name="Day">The day that the step begins on.</param>
/// <param name="Value">Its value.</param>
public sealed record StepValue(DateOnly Day, double Value)
{
    /// <summary>When the step begins, without zone; only for steps that are shorter than a day.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTime? Time { get; init; }
}

/// <summary>The forecast of a step.</summary>
/// <param name="Day">The day that the step begins on.</param>
/// <param name="Mean">The point forecast.</param>
/// <param name="Lower">Lower end of the interval.</param>
/// <param name="Upper">Upper end of the interval.</param>
public sealed record ForecastStep(DateOnly Day, double Mean, double Lower, double Upper)
{
    /// <summary>When the step begins, without zone; only for steps that are shorter than a day.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTime? Time { get; init; }
}

/// <summary>A shard's part of the total: its sum in a step.</summary>
/// <param name="Start">When the step begins.</param>
/// <param name="Value">The sum.</param>
sealed record StepSum(DateTime Start, double Value);

/// <summary>How the answers are written: camelCase, by code generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ForecastAnswer))]
[JsonSerializable(typeof(IReadOnlyList<StepSum>))]
sealed partial class ForecasterJson : JsonSerializerContext;
