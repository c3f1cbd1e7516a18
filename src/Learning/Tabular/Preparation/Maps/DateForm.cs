namespace DistributedML.Learning.Tabular.Preparation;

/// <summary>How a part of a date stands in its column.</summary>
enum DateForm : byte
{
    Number,
    Sine,
    Cosine,
}
