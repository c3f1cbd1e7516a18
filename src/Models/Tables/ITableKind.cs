namespace DistributedML.Models.Tables;

/// <summary>A kind of models over rows of a table.</summary>
interface ITableKind
{
    /// <summary>What is particular to its task.</summary>
    TableProfile Profile { get; }
}
