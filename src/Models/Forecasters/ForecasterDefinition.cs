using System.ComponentModel.DataAnnotations;
using DistributedML.Learning.Forecasting;
using DistributedML.Pipelines;

namespace DistributedML.Models.Forecasters;

/// <summary>Forecasts daily sums, one series for each key and one of the total. Evaluated from rolling origins.</summary>
public sealed record ForecasterDefinition : ModelDefinition
{
    /// <summary>String column that names the series; the stream's key.</summary>
    public required string Series { get; init; }

    /// <summary>Numeric column whose daily sum is the series, as in "quantity".</summary>
    public required string Value { get; init; }

    /// <summary>Numeric column whose daily sum is also forecast in total, as in "amount"; null for none.</summary>
    public string? Total { get; init; }

    /// <summary>How many series, the largest by their sum, are forecast.</summary>
    [Range(1, int.MaxValue)]
    public int Top { get; init; } = 200;

    /// <summary>Days ahead.</summary>
    [Range(1, int.MaxValue)]
    public int Horizon { get; init; } = 14;

    /// <summary>Rolling origins of the evaluation.</summary>
    [Range(1, int.MaxValue)]
    public int Origins { get; init; } = 5;

    /// <summary>Days between origins.</summary>
    [Range(1, int.MaxValue)]
    public int OriginStep { get; init; } = 14;

    /// <summary>Days of the newest data that the evaluation leaves out, because the last day is not whole.</summary>
    [Range(0, int.MaxValue)]
    public int IncompleteDays { get; init; }

    /// <summary>How it learns.</summary>
    public ForecasterOptions Options { get; init; } = new();
}
