namespace DistributedML.Data;

/// <summary>A Parquet file as its footer describes it.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Rows">How many rows the footer states.</param>
/// <param name="Columns">Its columns, by their names in the file.</param>
public sealed record ParquetFile(string Path, long Rows, IReadOnlyList<ParquetColumn> Columns);

/// <summary>A column of a Parquet file.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Type">Its type in SQL: BIGINT, DOUBLE, STRING, TIMESTAMP, TIMESTAMP WITH TIME ZONE, ...</param>
/// <param name="Storage">How its values are stored, where several ways have one type.</param>
public sealed record ParquetColumn(string Name, string Type, ParquetStorage Storage)
{
    /// <summary>Whether its values are instants rather than local times.</summary>
    public bool IsInstant => Type is "TIMESTAMP WITH TIME ZONE" or "TIMESTAMP_NS WITH TIME ZONE";
}

/// <summary>How the values of a Parquet column are stored.</summary>
public enum ParquetStorage
{
    /// <summary>As its type says.</summary>
    Plain,

    /// <summary>Times in nanoseconds.</summary>
    Nanoseconds,

    /// <summary>Times of twelve bytes, as Impala and old Sparks write them.</summary>
    Int96,
}
