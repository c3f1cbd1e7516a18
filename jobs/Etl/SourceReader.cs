using Apache.Arrow;
using DistributedML.Data;
using DistributedML.Data.Raw;
using DistributedML.Engines;
using DistributedML.Jobs.Cli;
using DistributedML.Models;
using DistributedML.Pipelines;

namespace DistributedML.Jobs.Etl;

/// <summary>Reads a source's files into the engine: the source's typed columns, file, line, problem and raw.</summary>
sealed class SourceReader(FileSource source, string zone, string folder, IEngine engine)
{
    /// <summary>Reads the files into a table, and returns them with their hash and number of rows.</summary>
    /// <exception cref="TableException">A file cannot be read or has not the source's columns.</exception>
    internal async Task<IReadOnlyList<SourceFile>> ReadAsync(string table, IReadOnlyList<SourceFile> files, IProgress<StageProgress>? progress, CancellationToken cancel) =>
        source.Format == SourceFormat.Parquet ? await ReadParquetAsync(table, files, progress, cancel) : await ReadTextAsync(table, files, progress, cancel);

    async Task<IReadOnlyList<SourceFile>> ReadTextAsync(string table, IReadOnlyList<SourceFile> files, IProgress<StageProgress>? progress, CancellationToken cancel)
    {
        var named = files.Select(file => new RawFile(Place(file), file.Path)).ToList();
        new SourceHeaders(source).Check(named);
        var reading = progress is null ? null : new Reading(progress, files.Count);
        var loads = await engine.ReadTextAsync(table, named, RawFormats.Of(source, zone), reading, cancel);
        return [.. files.Zip(loads, (file, load) => file with { Sha256 = load.Sha256, Rows = load.Rows })];
    }

    async Task<IReadOnlyList<SourceFile>> ReadParquetAsync(string table, IReadOnlyList<SourceFile> files, IProgress<StageProgress>? progress, CancellationToken cancel)
    {
        progress?.Report(new($"reading {files.Count} files"));
        var errors = new FileErrors();
        foreach (var file in files)
            foreach (var error in await CheckParquetAsync(file, cancel)) errors.Add(file.Path, error);
        errors.ThrowIfAny();
        await ReadParquetAsync(table, files, cancel);
        var read = new List<SourceFile>();
        foreach (var file in files)
        {
            var rows = await engine.CountAsync($"select count(*) as n from {engine.Files([Place(file)])}", cancel);
            read.Add(file with { Sha256 = FileHash.Of(Place(file)), Rows = rows });
        }
        return read;
    }

    /// <summary>Reads whole files, whose footers are right; when that fails, one file after the other, to find which.</summary>
    async Task ReadParquetAsync(string table, IReadOnlyList<SourceFile> files, CancellationToken cancel)
    {
        try
        {
            await engine.ReadParquetAsync(table, [.. files.Select(Place)], new Schema([.. ArrowColumns.Fields(source.Columns)], null), [.. source.Columns.Select(From)], cancel);
        }
        catch (TableException exception) when (exception.Fault == TableFault.Input && files.Count > 1)
        {
            foreach (var file in files) await ReadParquetAsync(table, [file], cancel);
            throw;
        }
        catch (TableException exception) when (exception.Fault == TableFault.Input && !exception.Message.StartsWith(files[0].Path, StringComparison.Ordinal))
        {
            throw new TableException($"{files[0].Path}: cannot be read: {exception.Message}", TableFault.Input, exception);
        }
    }

    async Task<IEnumerable<string>> CheckParquetAsync(SourceFile file, CancellationToken cancel)
    {
        try
        {
            var found = await engine.DescribeAsync($"select * from {engine.Files([Place(file)])}", cancel);
            return source.Columns.Select(column => found.FirstOrDefault(one => one.Name == From(column)) is not { Name: not null } match
                    ? $": no column '{From(column)}'{SourceFiles.Near(From(column), found.Select(one => one.Name))}; found {string.Join(", ", found.Select(one => one.Name))}"
                : Fits(column.Type, match.Type) ? null : $": column '{From(column)}' is {match.Type}; expected {column.Type.ToString().ToLowerInvariant()}")
                .OfType<string>();
        }
        catch (TableException exception)
        {
            return [$": not a whole Parquet file: {exception.Message}"];
        }
    }

    static string From(SourceColumn column) => column.From ?? column.Name;

    static bool Fits(ColumnType expected, string found) => expected switch
    {
        ColumnType.Integer => found is "BIGINT" or "INTEGER" or "SMALLINT" or "TINYINT" or "UINTEGER" or "USMALLINT" or "UTINYINT",
        ColumnType.Double => found is "DOUBLE" or "FLOAT" || found.StartsWith("DECIMAL") || Fits(ColumnType.Integer, found),
        ColumnType.Timestamp => found is "TIMESTAMP" or "TIMESTAMP_S" or "TIMESTAMP_MS" or "TIMESTAMP_NS" or "DATE",
        _ => found == ArrowColumns.SqlName(expected),
    };

    string Place(SourceFile file) => Path.Combine(folder, file.Path);

    sealed class Reading(IProgress<StageProgress> progress, int files) : IProgress<int>
    {
        public void Report(int done) => progress.Report(new($"read {done} of {files} files", 0.4 * done / files));
    }
}
