using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using DistributedML.Data;
using DistributedML.Engines;
using DistributedML.Jobs.Cli;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Rules;

namespace DistributedML.Jobs.Etl;

/// <summary>One run that has something to do.</summary>
sealed class EtlRun(
    Pipeline pipeline, string definition, SourceReader reader, JoinedFiles joins, TableStore store, IEngine engine, IProgress<StageProgress>? progress, Stopwatch watch)
{
    const int MostReasons = 20;
    const int ToldReasons = 5;

    readonly EtlSql _sql = new(pipeline, engine.Hash);
    IReadOnlyList<SourceFile> _joined = [];

    internal async Task<EtlReport> RunAsync((PublishedFiles Files, Manifest Manifest)? current, SourceChange change, CancellationToken cancel)
    {
        await new PipelineSqlCheck(pipeline, _sql, engine).RunAsync(cancel);
        try
        {
            _joined = await joins.ReadAsync(cancel);
            if (current is not { Manifest.HasDuplicates: false } || 2 * change.New.Count > change.Now.Count) return await MakeWholeAsync(change, cancel);
            return await MakeChangedAsync(current.Value, change, cancel) ?? await MakeWholeAsync(change, cancel);
        }
        finally
        {
            await engine.DropTablesAsync([EtlSql.Source, EtlSql.Windows, EtlSql.Checked, EtlSql.Files, .. pipeline.Source.Join.Select((_, i) => EtlSql.Joined(i))], CancellationToken.None);
        }
    }

    async Task<EtlReport> MakeWholeAsync(SourceChange change, CancellationToken cancel)
    {
        var files = await ReadAndCheckAsync(change.Now, cancel);
        var hasDuplicates = await MarkTwinsAsync(cancel);
        return await PublishAsync(EtlMode.Whole, files, files.Count, new HashSet<string>(), new Dictionary<string, long>(), null, hasDuplicates, cancel);
    }

    /// <summary>Makes only the days that the change touches; null when a unique value of them stands on other days too, so that all must be seen together.</summary>
    async Task<EtlReport?> MakeChangedAsync((PublishedFiles Files, Manifest Manifest) current, SourceChange change, CancellationToken cancel)
    {
        var read = await ReadAndCheckAsync(change.New, cancel);
        var days = change.Gone.Concat(read).SelectMany(file => file.Days).ToHashSet();
        var besides = change.Kept.Where(file => file.Days.Any(days.Contains)).ToList();   // unchanged, but with rows on the same days
        if (besides.Count > 0)
        {
            read = await ReadAndCheckAsync([.. change.New.Concat(besides).OrderBy(file => file.Path, StringComparer.Ordinal)], cancel);
            await engine.CreateTableAsync(EtlSql.Checked, $"select * from {EtlSql.Checked} where {_sql.Day} in ({Texts(days)})", cancel);
        }
        var kept = current.Manifest.Days.Where(day => !days.Contains(day.Key)).ToDictionary();
        if (kept.Count > 0)
        {
            var relation = engine.Files(current.Files.OfDays(kept.Keys));
            foreach (var column in _sql.Unique)
                if (await engine.CountAsync(_sql.InKept(column, relation), cancel) > 0) return null;
        }
        var hasDuplicates = await MarkTwinsAsync(cancel);
        var again = read.ToDictionary(file => file.Path);
        var files = change.Now.Select(file => again.GetValueOrDefault(file.Path, file)).ToList();
        return await PublishAsync(EtlMode.Changed, files, read.Count, days, kept, current.Files, hasDuplicates, cancel);
    }

    /// <summary>Reads files and makes checked rows of them; returns the files with their rows and days.</summary>
    async Task<IReadOnlyList<SourceFile>> ReadAndCheckAsync(IReadOnlyList<SourceFile> files, CancellationToken cancel)
    {
        await engine.CreateTableAsync(
            EtlSql.Files,
            "select * from (values " + string.Join(", ", files.Select((file, number) => $"({number}, {RuleSql.Text(file.Path)})").Append("(-1, '')")) + ") t(number, path)",
            cancel);
        var read = await reader.ReadAsync(EtlSql.Source, files, progress, cancel);
        var unmatched = await joins.JoinAsync(_sql.OverSource, cancel);
        progress?.Report(new("checking rows", 0.4));
        await CheckRowsAsync(cancel);
        await engine.DropTablesAsync([EtlSql.Source, EtlSql.Windows], cancel);
        var days = new Dictionary<int, List<string>>();
        await foreach (var batch in engine.QueryAsync(_sql.DaysOfFiles, cancel))
        {
            var texts = batch.Texts("day");
            for (var row = 0; row < batch.Length; row++)
            {
                if (!days.TryGetValue(batch.ShortIntegers("file")[row], out var list)) days.Add(batch.ShortIntegers("file")[row], list = []);
                list.Add(texts.Text(row)!);
            }
        }
        return [.. read.Select((file, number) => file with { Days = days.GetValueOrDefault(number, []), Unmatched = unmatched.GetValueOrDefault(number, []) })];
    }

    /// <summary>Makes checked rows of the source's. Where a value cannot be computed the query is run again in a slower way, which sends such rows to quarantine.</summary>
    async Task CheckRowsAsync(CancellationToken cancel)
    {
        var source = _sql.OverSource;
        var types = (await engine.DescribeAsync(source.Expressions(pipeline.Table.Columns.Count), cancel)).Select(column => column.Type).ToList();
        if (source.Findings.Windows.Count > 0) await engine.CreateTableAsync(EtlSql.Windows, source.WindowsSql(), cancel);
        try
        {
            await engine.CreateTableAsync(EtlSql.Checked, _sql.CheckSql(types), cancel);
        }
        catch (TableException exception) when (exception.Fault == TableFault.Input)
        {
            if (engine.Try("null") is null)
                throw new TableException($"{pipeline.Name}: a value of the table cannot be computed: {exception.Message}; with try_cast and its like in the pipeline's SQL it is null", exception.Fault, exception);
            await engine.CreateTableAsync(EtlSql.Checked, _sql.CheckSql(types, engine.Try), cancel);
        }
    }

    async Task<bool> MarkTwinsAsync(CancellationToken cancel)
    {
        var found = false;
        foreach (var column in _sql.Unique)
        {
            if (await engine.CountAsync(_sql.PossibleTwins(column), cancel) == 0) continue;
            found = true;
            await engine.CreateTableAsync(EtlSql.Checked, _sql.MarkTwins(column), cancel);
        }
        return found;
    }

    async Task<EtlReport> PublishAsync(
        EtlMode mode, IReadOnlyList<SourceFile> files, int filesRead, IReadOnlySet<string> made, IReadOnlyDictionary<string, long> kept, PublishedFiles? before, bool hasDuplicates,
        CancellationToken cancel)
    {
        progress?.Report(new("writing tables", 0.55));
        var version = store.Begin();
        var days = new Dictionary<string, long>(kept);
        foreach (var day in await engine.CountsAsync(_sql.RowsOfDays, "day", cancel)) days.Add(day.Name, day.Rows);
        var writing = WriteRowsAsync(version, kept.Keys, before, days.Count == 0, cancel);
        if (mode == EtlMode.Changed) await writing;   // facts and features then read the written files; of a whole run, the checked rows, meanwhile
        await WriteOthersAsync(version, made, before, cancel);
        var facts = await FactsAsync(mode, version, cancel);
        var features = await WriteFeaturesAsync(mode, version, cancel);
        var rowsOut = await writing;

        progress?.Report(new("checking the counts", 0.8));
        var dropped = await CountRulesAsync(version, version.Dropped, cancel);
        var quarantined = await CountRulesAsync(version, version.Quarantine, cancel);
        var report = new EtlReport
        {
            Mode = mode,
            Files = files.Count,
            FilesRead = filesRead,
            RowsIn = files.Sum(file => file.Rows),
            RowsOut = rowsOut,
            RowsQuarantined = quarantined.Sum(rule => rule.Rows),
            RowsDropped = dropped.Sum(rule => rule.Rows),
            Dropped = [.. _sql.DropNames.Select(name => new NamedCount(name, dropped.FirstOrDefault(one => one.Name == name)?.Rows ?? 0))],
            Quarantined = quarantined,
            Reasons = quarantined.Count == 0 ? [] : await ReasonsAsync(version, cancel),
            Unmatched = [.. pipeline.Source.Join.Select((join, i) => new NamedCount(join.Name, files.Sum(file => file.Unmatched.ElementAtOrDefault(i))))],
            Facts = facts,
            Features = features,
            Fingerprint = Fingerprint(files),
            Seconds = watch.Elapsed.TotalSeconds,
        };
        Check(report, days.Values.Sum());
        if (IsRefused(report)) throw Refusal(report, store.Refuse(version));
        progress?.Report(new("publishing", 0.95));
        cancel.ThrowIfCancellationRequested();
        store.Publish(version, new Manifest { Definition = definition, Files = files, Joined = _joined, Days = days, HasDuplicates = hasDuplicates, Report = report });
        return report with { Seconds = watch.Elapsed.TotalSeconds };
    }

    /// <summary>Writes the table's files and returns how many rows stand in them.</summary>
    async Task<long> WriteRowsAsync(PublishedFiles version, IEnumerable<string> kept, PublishedFiles? before, bool isEmpty, CancellationToken cancel)
    {
        foreach (var day in kept) TableStore.Keep(day, before!, version);
        var folder = Path.Combine(version.Folder, version.Table);
        await engine.WritePartitionsAsync(_sql.RowsWithDay, folder, "day", cancel);
        if (isEmpty)   // a table without rows is one file without rows
        {
            Directory.CreateDirectory(version.Day(EtlSql.NoDay));
            await engine.WriteTableAsync($"select {_sql.Columns} from {EtlSql.Checked} limit 0", Path.Combine(version.Day(EtlSql.NoDay), "none.parquet"), cancel);
        }
        await TableStore.FlushAsync(folder, cancel);
        return await engine.CountAsync($"select count(*) as n from {engine.Files([version.Rows])}", cancel);
    }

    async Task WriteOthersAsync(PublishedFiles version, IReadOnlySet<string> made, PublishedFiles? before, CancellationToken cancel)
    {
        string With(string rows, string? files, string columns) =>
            files is null ? rows : $"{rows} union all select {columns} from {engine.Files([files])} where {_sql.Day} not in ({Texts(made)})";
        await engine.WriteTableAsync(With(_sql.DroppedRows, before?.Dropped, _sql.DroppedColumns), version.Dropped, cancel);
        await engine.WriteTableAsync(With(_sql.QuarantinedRows, before?.Quarantine, _sql.QuarantineColumns), version.Quarantine, cancel);
    }

    Task<List<NamedCount>> CountRulesAsync(PublishedFiles version, string files, CancellationToken cancel) =>
        engine.CountsAsync($"select rule, count(*) as n from {engine.Files([files])} group by rule order by n desc, rule", "rule", cancel);

    async Task<IReadOnlyList<QuarantineReason>> ReasonsAsync(PublishedFiles version, CancellationToken cancel)
    {
        var reasons = new List<QuarantineReason>();
        await foreach (var batch in engine.QueryAsync(EtlSql.Reasons(engine.Files([version.Quarantine]), MostReasons), cancel))
        {
            var (kinds, examples, files) = (batch.Texts("what"), batch.Texts("reason"), batch.Texts("file"));
            for (var row = 0; row < batch.Length; row++)
                reasons.Add(new(kinds.Text(row)!, batch.Integers("n")[row], examples.Text(row)!, files.Text(row)!, batch.Integers("line")[row]));
        }
        return reasons;
    }

    async Task<IReadOnlyList<NamedValue>> FactsAsync(EtlMode mode, PublishedFiles version, CancellationToken cancel)
    {
        if (pipeline.Facts.Count == 0) return [];
        var rows = mode == EtlMode.Whole ? _sql.ReadableRows : _sql.ReadableRowsOf(version, engine);
        var values = await engine.ValuesAsync($"select {string.Join(", ", pipeline.Facts.Select(fact => $"({fact.Sql}\n)::double"))} from ({rows})", cancel);
        return [.. pipeline.Facts.Zip(values, (fact, value) => new NamedValue(fact.Name, value))];
    }

    async Task<IReadOnlyList<NamedCount>> WriteFeaturesAsync(EtlMode mode, PublishedFiles version, CancellationToken cancel)
    {
        var rows = mode == EtlMode.Whole ? $"(select {_sql.Columns} from {EtlSql.Checked} where rule is null)" : engine.Files([version.Rows]);
        var counts = new List<NamedCount>();
        foreach (var feature in pipeline.Features)
            counts.Add(new(feature.Name, await engine.WriteTableAsync(EtlSql.OverTable(pipeline.Table.Name, rows, feature.Sql), version.Feature(feature.Name), cancel)));
        return counts;
    }

    /// <summary>The law of the counts, from both ends: rows as the files were read, against rows as they stand in the written files.</summary>
    void Check(EtlReport report, long rowsOfDays)
    {
        if (report.RowsIn != report.RowsOut + report.RowsQuarantined + report.RowsDropped || rowsOfDays != report.RowsOut)
            throw new InvalidOperationException($"rows were lost or counted twice: {report.RowsIn} in, {report.RowsOut} out, {report.RowsQuarantined} in quarantine, {report.RowsDropped} dropped");
        if (pipeline.Expect.Rows is { } rows && (report.RowsIn < rows.Min || report.RowsIn > rows.Max))
            throw new TableException($"the source has {report.RowsIn:N0} rows; the pipeline expects at least {rows.Min:N0}{(rows.Max is { } max ? $" and at most {max:N0}" : "")}; nothing was published");
    }

    /// <summary>More rows are in quarantine than the pipeline allows: by default all of them.</summary>
    bool IsRefused(EtlReport report) => report.RowsQuarantined > 0
        && (pipeline.Expect.Quarantine is { } share ? report.RowsQuarantined > share * report.RowsIn : report.RowsQuarantined == report.RowsIn);

    TableException Refusal(EtlReport report, string quarantine)
    {
        var limit = pipeline.Expect.Quarantine is { } share ? FormattableString.Invariant($"; the pipeline expects a share of at most {share}") : "";
        var lines = report.Reasons.Take(ToldReasons).Select(reason => FormattableString.Invariant($"  {reason.Rows:N0} rows: {reason.Reason}; the first: {reason}"));
        return new(string.Join(Environment.NewLine, lines
            .Prepend(FormattableString.Invariant($"{report.RowsQuarantined:N0} of {report.RowsIn:N0} rows went to quarantine{limit}; nothing was published"))
            .Append($"  quarantine: {quarantine}; expect: {{ quarantine: 1 }} in the pipeline publishes nevertheless")));
    }

    string Fingerprint(IReadOnlyList<SourceFile> files) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', files.Concat(_joined).Select(file => $"{file.Path} {file.Sha256}").Prepend(definition)))));

    static string Texts(IEnumerable<string> texts) => string.Join(", ", texts.Select(RuleSql.Text).DefaultIfEmpty("null"));
}
