namespace DistributedML.Models.Tables;

/// <summary>Rows by columns, wherever they come from: a batch of a table, events, JSON, a request.</summary>
interface IRows
{
    /// <summary>Number of rows.</summary>
    int Count { get; }

    /// <summary>A value: string, double, long, bool or DateTime; null where there is none.</summary>
    object? Value(int column, int row);
}
