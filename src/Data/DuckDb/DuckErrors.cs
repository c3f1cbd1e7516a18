using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace DistributedML.Data.DuckDb;

/// <summary>What DuckDB's errors mean to callers.</summary>
static class DuckErrors
{
    // DuckDB has one type of error for a broken file and for a full disk; what the system says tells them apart.
    static readonly string[] SystemFaults = ["No space left", "Disk quota", "Permission denied", "Too many open files", "Read-only file system", "Input/output error"];

    internal static Exception From(ref DuckDBResult result, CancellationToken cancel) =>
        From(Query.DuckDBResultError(ref result), Query.DuckDBResultErrorType(ref result), cancel);

    internal static Exception From(string message, DuckDBErrorType type, CancellationToken cancel)
    {
        if (type == DuckDBErrorType.Interrupt) return new OperationCanceledException(message, cancel);
        var isResource = type is DuckDBErrorType.OutOfMemory or DuckDBErrorType.Permission || (type == DuckDBErrorType.Io && SystemFaults.Any(message.Contains));
        return new TableException(message, isResource ? TableFault.Resources : TableFault.Input);
    }
}
