using Apache.Arrow;
using DistributedML.Data;
using DistributedML.Data.Csv;
using DistributedML.Engines;
using DistributedML.Jobs.Cli;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Rules;

namespace DistributedML.Jobs.Etl;

/// <summary>Reads a source's files into the engine: the source's typed columns, file, line, problem and raw.</summary>
sealed class SourceReader(Source source, string folder, IEngine engine)
{
    /// <summary>Reads the files and returns them with their hash and number of rows.</summary>
    /// <exception cref="TableException">A file cannot be read or has not the source's columns.</exception>
    internal async Task<IReadOnlyList<SourceFile>> ReadAsync(IReadOnlyList<SourceFile> files, IProgress<StageProgress>? progress, CancellationToken cancel)
    {
        await engine.CreateTableAsync(
            EtlSql.Files,
            "select * from (values " + string.Join(", ", files.Select((file, number) => $"({number}, {RuleSql.Text(file.Path)})").Append("(-1, '')")) + ") t(number, path)",
            cancel);
        return source.Format == SourceFormat.Csv ? await ReadCsvAsync(files, progress, cancel) : await ReadParquetAsync(files, progress, cancel);
    }

    async Task<IReadOnlyList<SourceFile>> ReadCsvAsync(IReadOnlyList<SourceFile> files, IProgress<StageProgress>? progress, CancellationToken cancel)
    {
        var named = files.Select(file => new CsvFile(Place(file), file.Path)).ToList();
        SourceFiles.CheckCsvHeaders(named, source.Columns);
        var reading = progress is null ? null : new Reading(progress, files.Count);
        var loads = await engine.ReadCsvAsync(EtlSql.Source, named, Columns, reading, cancel);
        return [.. files.Zip(loads, (file, load) => file with { Sha256 = load.Sha256, Rows = load.Rows })];
    }

    async Task<IReadOnlyList<SourceFile>> ReadParquetAsync(IReadOnlyList<SourceFile> files, IProgress<StageProgress>? progress, CancellationToken cancel)
    {
        progress?.Report(new($"reading {files.Count} files"));
        var errors = new List<string>();
        foreach (var file in files) errors.AddRange(await CheckParquetAsync(file, cancel));
        SourceFiles.Check(errors, error => [error]);
        await engine.ReadParquetAsync(EtlSql.Source, [.. files.Select(Place)], Columns, cancel);
        var read = new List<SourceFile>();
        foreach (var file in files)
        {
            var rows = await engine.CountAsync($"select count(*) as n from {engine.Files([Place(file)])}", cancel);
            read.Add(file with { Sha256 = FileHash.Of(Place(file)), Rows = rows });
        }
        return read;
    }

    async Task<IEnumerable<string>> CheckParquetAsync(SourceFile file, CancellationToken cancel)
    {
        try
        {
            var found = await engine.DescribeAsync($"select * from {engine.Files([Place(file)])}", cancel);
            return source.Columns.Select(column => found.FirstOrDefault(one => one.Name == column.Name) is not { Name: not null } match
                    ? $"{file.Path}: no column '{column.Name}'{SourceFiles.Near(column.Name, found.Select(one => one.Name))}; found {string.Join(", ", found.Select(one => one.Name))}"
                : Fits(column.Type, match.Type) ? null : $"{file.Path}: column '{column.Name}' is {match.Type}; expected {column.Type.ToString().ToLowerInvariant()}")
                .OfType<string>();
        }
        catch (TableException exception)
        {
            return [$"{file.Path}: not a whole Parquet file: {exception.Message}"];
        }
    }

    static bool Fits(ColumnType expected, string found) => expected switch
    {
        ColumnType.Integer => found is "BIGINT" or "INTEGER" or "SMALLINT" or "TINYINT" or "UINTEGER" or "USMALLINT" or "UTINYINT",
        ColumnType.Double => found is "DOUBLE" or "FLOAT" || found.StartsWith("DECIMAL") || Fits(ColumnType.Integer, found),
        ColumnType.Timestamp => found is "TIMESTAMP" or "TIMESTAMP_S" or "TIMESTAMP_MS" or "TIMESTAMP_NS" or "DATE",
        _ => found == EtlSql.TypeName(expected),
    };

    Schema Columns => new([.. ArrowColumns.Fields(source.Columns)], null);

    string Place(SourceFile file) => Path.Combine(folder, file.Path);

    sealed class Reading(IProgress<StageProgress> progress, int files) : IProgress<int>
    {
        public void Report(int done) => progress.Report(new($"read {done} of {files} files", 0.4 * done / files));
    }
}
