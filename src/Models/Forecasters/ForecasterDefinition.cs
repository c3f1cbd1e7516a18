using System.ComponentModel.DataAnnotations;
using DistributedML.Learning.Forecasting;
using DistributedML.Pipelines;

namespace DistributedML.Models.Forecasters;

/// <summary>Forecasts a value for each step of time, one series for each key and one of the total. Evaluated from rolling origins.</summary>
public sealed record ForecasterDefinition : ModelDefinition
{
    /// <summary>String column that names the series; the stream's key.</summary>
    public required string Series { get; init; }

    /// <summary>Numeric column whose sum in each step (see aggregate) is the series, as in "quantity".</summary>
    public required string Value { get; init; }

    /// <summary>Numeric column whose sum in each step is also forecast in total, as in "amount"; null for none.</summary>
    public string? Total { get; init; }

    /// <summary>
    /// The series' step: second, minute, hour, day, week, month, quarter or year, with a number before it or none, as in "15 minutes"; a day when left out.
    /// </summary>
    public SeriesStep Step { get; init; }

    /// <summary>How the values of a step become one: their sum, mean, last, count, min or max.</summary>
    public SeriesAggregate Aggregate { get; init; }

    /// <summary>
    /// What a step without rows means: zero, missing, or carried from the step before. Zero for sums and counts, missing for all else when left out. Steps
    /// whose rows have no value are always missing.
    /// </summary>
    public MissingSteps? Missing { get; init; }

    /// <summary>How many series are forecast: the largest by their sum, or by their number of values where the series are no sums.</summary>
    [Range(1, int.MaxValue)]
    public int Top { get; init; } = 200;

    /// <summary>Steps ahead.</summary>
    [Range(1, int.MaxValue)]
    public int Horizon { get; init; } = 14;

    /// <summary>Rolling origins of the evaluation.</summary>
    [Range(1, int.MaxValue)]
    public int Origins { get; init; } = 5;

    /// <summary>Steps between origins.</summary>
    [Range(1, int.MaxValue)]
    public int OriginStep { get; init; } = 14;

    /// <summary>Steps of the newest data that training and evaluation leave out, because the last one is not whole.</summary>
    [Range(0, int.MaxValue)]
    public int IncompleteDays { get; init; }

    /// <summary>How it learns.</summary>
    public ForecasterOptions Options { get; init; } = new();

    /// <summary>Step, aggregate and the meaning of steps without rows.</summary>
    public SeriesShape Shape() => SeriesShape.Of(Step, Aggregate, Missing);
}
