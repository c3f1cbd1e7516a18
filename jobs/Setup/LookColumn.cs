using DistributedML.Pipelines;

namespace DistributedML.Jobs.Setup;

/// <summary>A column as the data shows it.</summary>
/// <param name="Header">Its name in the files.</param>
/// <param name="Name">Its name in SQL.</param>
/// <param name="Type">The type that all of its values have.</param>
/// <param name="Format">How its dates or times are written; null for ISO 8601.</param>
/// <param name="OtherFormat">Another way in which all of them can be read; null when there is none.</param>
/// <param name="Rows">Rows looked at.</param>
/// <param name="Known">Rows with a value.</param>
/// <param name="Distinct">Different values.</param>
sealed record LookColumn(string Header, string Name, ColumnType Type, string? Format, string? OtherFormat, long Rows, long Known, long Distinct)
{
    /// <summary>Whether each row has a value of its own.</summary>
    public bool Identifies => Known == Rows && Distinct == Rows;

    /// <summary>Whether it holds points of time.</summary>
    public bool IsTime => Type is ColumnType.Timestamp or ColumnType.Date;
}
