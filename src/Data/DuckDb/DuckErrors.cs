using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace DistributedML.Data.DuckDb;

/// <summary>What DuckDB's errors mean to callers.</summary>
static class DuckErrors
{
    internal static Exception From(ref DuckDBResult result, CancellationToken cancel) =>
        From(Query.DuckDBResultError(ref result), Query.DuckDBResultErrorType(ref result), cancel);

    internal static Exception From(string message, DuckDBErrorType type, CancellationToken cancel)
    {
        if (type == DuckDBErrorType.Interrupt) return new OperationCanceledException(message, cancel);
        var isResource = type is DuckDBErrorType.OutOfMemory or DuckDBErrorType.Permission
            || (type == DuckDBErrorType.Io && !message.Contains("Parquet", StringComparison.OrdinalIgnoreCase));
        return new TableException(message, isResource ? TableFault.Resources : TableFault.Input);
    }
}
