namespace DistributedML.Pipelines;

/// <summary>A column of raw files.</summary>
/// <param name="Name">The name in SQL; also in the files' header, unless <paramref name="From"/> is another.</param>
/// <param name="Type">The type that texts must parse as.</param>
/// <param name="From">CSV and Parquet: the column's name in the files. JSON lines: the property's path, "lift.name"; behind an array, "weights.length" is the number of its elements.</param>
/// <param name="Format">
/// Formats of a date or timestamp, any of which a text may have: .NET's custom formats ("dd.MM.yyyy HH:mm", English names), "epoch-seconds", "epoch-milliseconds" or
/// "epoch-microseconds". Null: ISO 8601, with or without offset.
/// </param>
/// <param name="Nulls">Texts that stand for a missing value in this column, besides the source's.</param>
public sealed record SourceColumn(string Name, ColumnType Type, string? From = null, IReadOnlyList<string>? Format = null, IReadOnlyList<string>? Nulls = null)
    : ColumnDefinition(Name, Type);
