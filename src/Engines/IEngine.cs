using Apache.Arrow;
using DistributedML.Data;
using DistributedML.Data.Raw;
using DistributedML.Models;

namespace DistributedML.Engines;

/// <summary>
/// Where batch jobs run: tables, SQL, and functions over them. Jobs are written against it and do not know which engine runs them. Calls may overlap.
/// Errors of data and SQL are <see cref="TableException"/>; a cancelled call throws <see cref="OperationCanceledException"/> within a moment.
/// </summary>
public interface IEngine : IModelEngine, IAsyncDisposable
{
    /// <summary>SQL of a 64-bit hash of expressions, in which a null has its place; another hash on another engine.</summary>
    string Hash(IReadOnlyList<string> expressions);

    /// <summary>
    /// SQL of an expression that is null where computing another one fails, instead of ending the query; null when the engine's SQL has
    /// none.
    /// </summary>
    string? Try(string expression);

    /// <summary>SQL of a relation: the rows of Parquet files; folders of partitions add no columns.</summary>
    /// <param name="files">The files, at least one; see <see cref="FilePattern"/>.</param>
    string Files(IReadOnlyList<string> files);

    /// <summary>Names and types of a query's columns, without running it. Types by their SQL names: BIGINT, DOUBLE, BOOLEAN, TIMESTAMP (without zone), DATE, STRING, ...</summary>
    Task<IReadOnlyList<(string Name, string Type)>> DescribeAsync(string sql, CancellationToken cancel = default);

    /// <summary>Keeps a query's rows as a table of this engine, instead of what had the name before; the query may read what it replaces.</summary>
    Task CreateTableAsync(string name, string sql, CancellationToken cancel = default);

    /// <summary>Forgets tables; those that are not there are passed over.</summary>
    Task DropTablesAsync(IReadOnlyList<string> names, CancellationToken cancel = default);

    /// <summary>Makes the files of a table known to SQL under a name, instead of what had the name before.</summary>
    /// <param name="name">The table's name in SQL.</param>
    /// <param name="files">Parquet files, at least one; see <see cref="FilePattern"/>.</param>
    /// <param name="cancel">Ends the call.</param>
    Task ReadTableAsync(string name, IReadOnlyList<string> files, CancellationToken cancel = default);

    /// <summary>
    /// Reads text files into a table, as <see cref="RawLoader"/> describes: the typed columns, then file, line, problem and raw.
    /// </summary>
    /// <param name="table">The table's name in SQL; what had the name before is replaced.</param>
    /// <param name="files">The files; column <c>file</c> holds the place in this list, from 0.</param>
    /// <param name="format">How they become rows.</param>
    /// <param name="progress">Told how many files are done.</param>
    /// <param name="cancel">Ends the call.</param>
    Task<IReadOnlyList<RawLoad>> ReadTextAsync(string table, IReadOnlyList<RawFile> files, RawFormat format, IProgress<int>? progress = null, CancellationToken cancel = default);

    /// <summary>
    /// Reads Parquet files into a table: the columns, cast to their types, then file (the place in the list, from 0), line (from 1), and problem and raw, which are null.
    /// Times are cut to microseconds.
    /// </summary>
    /// <param name="table">The table's name in SQL; what had the name before is replaced.</param>
    /// <param name="files">The files; they have the columns.</param>
    /// <param name="columns">The table's columns.</param>
    /// <param name="from">The columns' names in the files.</param>
    /// <param name="zone">Time zone, "Europe/Berlin", that instants are brought to; other times stay as they are.</param>
    /// <param name="cancel">Ends the call.</param>
    Task ReadParquetAsync(
        string table, IReadOnlyList<ParquetFile> files, Schema columns, IReadOnlyList<string> from, string zone = "UTC", CancellationToken cancel = default);

    /// <summary>Writes a query's rows as Parquet files into a folder for each value of one of its columns, a text: <c>folder/column=value/</c>.</summary>
    Task WritePartitionsAsync(string sql, string folder, string column, CancellationToken cancel = default);

    /// <summary>Writes a query's rows, in its order, to one Parquet file, which must not be there yet, and returns how many there were.</summary>
    Task<long> WriteTableAsync(string sql, string file, CancellationToken cancel = default);

    /// <summary>
    /// Keeps what a function makes of a query's rows as a table of this engine, instead of what had the name before. The function runs on every part of the rows, wherever
    /// the engine computes: it must not share state with its caller, and what it captured must be able to travel.
    /// </summary>
    /// <param name="name">The table's name in SQL.</param>
    /// <param name="sql">The query.</param>
    /// <param name="map">Takes a part of the rows, in batches, and returns rows in batches.</param>
    /// <param name="output">The columns that it returns.</param>
    /// <param name="cancel">Ends the call.</param>
    Task MapTableAsync(string name, string sql, Func<IEnumerable<RecordBatch>, IEnumerable<RecordBatch>> map, Schema output, CancellationToken cancel = default);
}
