using Apache.Arrow;
using DistributedML.Data;
using DistributedML.Data.DuckDb;
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
    internal async Task<IReadOnlyList<SourceFile>> ReadAsync(string table, IReadOnlyList<SourceFile> files,
        IProgress<StageProgress>? progress, CancellationToken cancel) =>
        source.Format == SourceFormat.Parquet ? await ReadParquetAsync(table, files, progress, cancel)
            : await ReadTextAsync(table, files, progress, cancel);

    async Task<IReadOnlyList<SourceFile>> ReadTextAsync(string table, IReadOnlyList<SourceFile> files,
        IProgress<StageProgress>? progress, CancellationToken cancel)
    {
        var named = files.Select(file => new RawFile(Place(file), file.Path)).ToList();
        new SourceHeaders(source).Check(named);
        var reading = progress is null ? null : new Reading(progress, files.Count);
        var loads = await engine.ReadTextAsync(table, named, RawFormats.Of(source, zone), reading, cancel);
        return [.. files.Zip(loads, (file, load) => file with { Sha256 = load.Sha256, Rows = load.Rows })];
    }

    async Task<IReadOnlyList<SourceFile>> ReadParquetAsync(string table, IReadOnlyList<SourceFile> files,
        IProgress<StageProgress>? progress, CancellationToken cancel)
    {
        progress?.Report(new($"reading {files.Count} files"));
        var footers = await Task.Run(() => Footers(files), cancel);
        await ReadParquetAsync(table, files, footers, cancel);
        await CheckRowsAsync(table, files, footers, cancel);
        return [.. files.Zip(footers, (file, footer) => file with { Sha256 = FileHash.Of(footer.Path), Rows = footer.Rows })];
    }

    /// <summary>Reads whole files, whose footers are right; when that fails, one file after the other, to find which.</summary>
    async Task ReadParquetAsync(string table, IReadOnlyList<SourceFile> files, IReadOnlyList<ParquetFile> footers,
        CancellationToken cancel)
    {
        try
        {
            var columns = new Schema([.. ArrowColumns.Fields(source.Columns)], null);
            await engine.ReadParquetAsync(table, footers, columns, [.. source.Columns.Select(From)], zone, cancel);
        }
        catch (TableException exception) when (exception.Fault == TableFault.Input && files.Count > 1)
        {
            for (var i = 0; i < files.Count; i++) await ReadParquetAsync(table, [files[i]], [footers[i]], cancel);
            throw;
        }
        catch (TableException exception) when (exception.Fault == TableFault.Input
            && !exception.Message.StartsWith(files[0].Path, StringComparison.Ordinal))
        {
            throw new TableException($"{files[0].Path}: cannot be read: {exception.Message}", TableFault.Input, exception);
        }
    }

    /// <summary>
    /// The rows that an engine found against those that the footers state: a file whose middle is missing may look empty to it.
    /// </summary>
    async Task CheckRowsAsync(string table, IReadOnlyList<SourceFile> files, IReadOnlyList<ParquetFile> footers, CancellationToken cancel)
    {
        var found = new long[files.Count];
        await foreach (var batch in engine.QueryAsync($"select file, count(*) as n from {table} group by file", cancel))
            for (var row = 0; row < batch.Length; row++) found[batch.ShortIntegers("file")[row]] = batch.Integers("n")[row];
        var errors = new FileErrors();
        for (var i = 0; i < files.Count; i++)
            if (found[i] != footers[i].Rows) errors.Add(files[i].Path,
                $": {found[i]:N0} rows can be read; its footer states {footers[i].Rows:N0}");
        errors.ThrowIfAny();
    }

    List<ParquetFile> Footers(IReadOnlyList<SourceFile> files)
    {
        var errors = new FileErrors();
        var footers = new List<ParquetFile>();
        using var reader = new ParquetFooters();
        foreach (var file in files)
        {
            try
            {
                footers.Add(reader.Read(Place(file)));
                foreach (var error in Misfits(footers[^1])) errors.Add(file.Path, error);
            }
            catch (TableException exception) when (exception.Fault == TableFault.Input)
            {
                errors.Add(file.Path, $": not a whole Parquet file: {exception.Message}");
            }
        }
        errors.ThrowIfAny();
        return footers;
    }

    IEnumerable<string> Misfits(ParquetFile file) =>
        source.Columns.Select(column => file.Columns.FirstOrDefault(one => one.Name == From(column)) is not { } match
            ? $": no column '{From(column)}'{SourceFiles.Near(From(column), file.Columns.Select(one => one.Name))}; found "
                + $"{string.Join(", ", file.Columns.Select(one => one.Name))}"
        : Fits(column.Type, match.Type) ? null
            : $": column '{From(column)}' is {match.Type}; expected {column.Type.ToString().ToLowerInvariant()}")
        .OfType<string>();

    static string From(SourceColumn column) => column.From ?? column.Name;

    static bool Fits(ColumnType expected, string found) => expected switch
    {
        ColumnType.Integer => found is "BIGINT" or "INTEGER" or "SMALLINT" or "TINYINT" or "UINTEGER" or "USMALLINT" or "UTINYINT",
        ColumnType.Double => found is "DOUBLE" or "FLOAT" || found.StartsWith("DECIMAL", StringComparison.Ordinal)
            || Fits(ColumnType.Integer, found),
        ColumnType.Timestamp => found is "TIMESTAMP" or "TIMESTAMP_S" or "TIMESTAMP_MS" or "TIMESTAMP_NS" or "DATE"
            || found.EndsWith("WITH TIME ZONE", StringComparison.Ordinal),
        _ => found == ArrowColumns.SqlName(expected),
    };

    string Place(SourceFile file) => Path.Combine(folder, file.Path);

    sealed class Reading(IProgress<StageProgress> progress, int files) : IProgress<int>
    {
        public void Report(int done) => progress.Report(new($"read {done} of {files} files", 0.4 * done / files));
    }
}
