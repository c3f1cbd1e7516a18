namespace DistributedML.Data;

/// <summary>
/// A table, or the files it is made of, cannot be read or written, or a query is wrong. The message says what was wrong and where, so that it can be
/// shown without a stack.
/// </summary>
public sealed class TableException(string message, TableFault fault = TableFault.Input, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Where the fault lies.</summary>
    public TableFault Fault { get; } = fault;
}

/// <summary>Where a <see cref="TableException"/> comes from.</summary>
public enum TableFault
{
    /// <summary>The data or the query is wrong; the same input fails again.</summary>
    Input,

    /// <summary>The disk is full, memory does not suffice or a file may not be opened; the same input may succeed elsewhere.</summary>
    Resources,
}
