using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using DistributedML.Data;
using DistributedML.Engines;
using DistributedML.Engines.Scoring;
using DistributedML.Grains.Runtime;
using DistributedML.Grains.Silo;
using DistributedML.Jobs.Cli;
using DistributedML.Jobs.Etl;
using DistributedML.Jobs.Etl.Streaming;
using DistributedML.Jobs.Generator;
using DistributedML.Jobs.Serving;
using DistributedML.Jobs.Training;
using DistributedML.Learning;
using DistributedML.Models;
using DistributedML.Models.Artifacts;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Rules;
using DistributedML.Registry;
using DistributedML.Registry.Storage;
using DistributedML.Streams;

namespace DistributedML.Jobs;

/// <summary>The stages of the main job, each shown with its progress, time and main figures; <c>demo</c> runs them all, the other commands one each.</summary>
sealed class MainJob(Terminal terminal, Session session)
{
    IReadOnlyList<KnownEvent>? _known;
    PublishedTables? _table;
    Pipeline? _trained;   // the pipeline, with a table of the days that belong together

    /// <summary>Every figure that was printed.</summary>
    public Figures Figures { get; } = new();

    /// <summary>Fingerprint of the published table.</summary>
    public string TableFingerprint => _table!.Fingerprint;

    /// <summary>Makes the generated gift shop's files, and returns their folder.</summary>
    public async Task<string> Generate(GiftShopOptions options, CancellationToken cancel)
    {
        var folder = Path.Combine(session.Work, "data", "gift-shop");
        var truth = await terminal.Stage("data", progress => Task.Run(
            () => GiftShopGenerator.Generate(options, folder, new Reporter<GiftShopProgress>(at => progress.Report(new($"{at.Day:yyyy-MM-dd}, {at.Lines:N0} lines", (double)at.DaysDone / at.Days))), cancel), cancel),
            truth => Text($"{truth.Counts.Lines:N0} lines of a generated gift shop in {truth.Counts.Files} files, {truth.Anomalies.Count} injected anomalies"));
        _known = Known(truth);
        return Path.Combine(folder, GiftShopGenerator.ByDay);
    }

    /// <summary>Takes known anomalies from a file that the generator wrote.</summary>
    public void ReadTruth(string file) => _known = File.Exists(file)
        ? Known(GiftShopTruth.Read(file))
        : throw new CommandException($"{file}: no such file", ExitCode.BadInput);

    /// <summary>Turns raw files into the checked table and the feature tables, and records the run for lineage.</summary>
    public async Task<EtlReport> Etl(string data, bool fresh, CancellationToken cancel)
    {
        var report = await terminal.Stage("etl", progress => EtlJob.RunAsync(session.Pipeline, data, session.Work, session.Engine, progress, fresh, cancel), EtlSummary);
        PipelineClaim.Write(session.Work, session.Pipeline);
        await OpenTable(cancel);
        foreach (var line in EtlDetails(report, _table!.Files.Quarantine)) terminal.Line(Indent + line);
        RecordEtl(report);
        return report;
    }

    /// <summary>Keeps a topic flowing into checked tables, until it is cancelled or has caught up.</summary>
    public async Task StreamEtl(StreamOptions options, SparkEngine engine, CancellationToken cancel)
    {
        var report = await terminal.Stage("etl", progress => StreamEtlJob.RunAsync(session.Pipeline, options, engine, progress, cancel), StreamEtlSummary);
        terminal.Line(Indent + Text($"{options.Output}: {Counts(report.Totals)}{(report.Lost > 0 ? Text($"; {report.Lost:N0} lost by the topic") : "")}"));
        Figures.Set("etl.batches", report.Batches);
        SetCounts("etl", report.Counts);
        SetCounts("etl.total", report.Totals);
        Figures.Set("etl.lag", report.Lag);
        Figures.Set("etl.lost", report.Lost);
        Figures.Set("etl.seconds", report.Seconds);
    }

    /// <summary>Makes the published tables known to the engine.</summary>
    /// <exception cref="CommandException">Nothing is published in the work folder.</exception>
    public async Task OpenTable(CancellationToken cancel)
    {
        _table = PublishedTables.Find(session.Work, session.Pipeline)
            ?? throw new CommandException($"no table of pipeline {session.Pipeline.Name} is published in {session.Work}; run 'dml etl' first, or name another folder with --work", ExitCode.BadInput);
        await _table.RegisterAsync(session.Engine, cancel);
        _trained = session.Pipeline;
        if (StrayDays.Of(_table.RowsByDay) is { } stray) _trained = await LeaveOut(stray, cancel);
    }

    async Task<Pipeline> LeaveOut(StrayDays stray, CancellationToken cancel)
    {
        var (table, time) = (session.Pipeline.Table, RuleSql.Name(session.Pipeline.Table.Time));
        var kept = $"{table.Name}_of_one_time";
        await session.Engine.CreateTableAsync(kept,
            Text($"select * from {table.Name} where {time} >= timestamp '{stray.First:yyyy-MM-dd} 00:00:00' and {time} < timestamp '{stray.Last.AddDays(1):yyyy-MM-dd} 00:00:00'"), cancel);
        terminal.Line(Text($"warning: {stray} Models leave out what is on other days; mend the source, or refuse such days in 'expect'."));
        Figures.Set("table.strayRows", stray.Rows);
        return session.Pipeline with { Table = table with { Name = kept } };
    }

    /// <summary>Trains, measures and registers a model, unless that is done.</summary>
    public async Task<TrainingResult> Train(ModelDefinition definition, bool fresh, CancellationToken cancel)
    {
        var training = new ModelTraining(session.Registry, Session.Kinds, _table!.Fingerprint);
        var result = await terminal.Stage(definition.Name, progress => Task.Run(() => training.Run(_trained!, definition, session.Engine, _known, fresh, Steps(progress), cancel), cancel),
            result => $"{result.Version}{(result.Reused ? " (done before)" : "")}{(result.Moved is null ? "" : ", champion")}: {result.Summary}");
        Tell(definition, result.Findings, result.Metrics);
        if (result.Decision is { } decision)
        {
            terminal.Line($"{Indent}{(result.Moved is null ? "champion unchanged" : "now champion")}: {decision}");
            Figures.Set($"{Section(definition)}.promotion", decision);
        }
        if (result.Report is { } report)
        {
            terminal.Line($"{Indent}report: {report}");
            Figures.Set($"{Section(definition)}.report", report);
        }
        return result;
    }

    /// <summary>Trains models one after the other; one that fails does not keep the later ones from being trained.</summary>
    /// <returns>The last failure, the earlier ones being told; null when there was none.</returns>
    public async Task<ExceptionDispatchInfo?> TrainAll(IReadOnlyList<ModelDefinition> definitions, bool fresh, CancellationToken cancel)
    {
        ExceptionDispatchInfo? failed = null;
        foreach (var definition in definitions)
        {
            try
            {
                await Train(definition, fresh, cancel);
            }
            catch (Exception error) when (error is not OperationCanceledException && !cancel.IsCancellationRequested)
            {
                if (failed is not null) terminal.Error(failed.SourceException.Message);
                Figures.Set($"{Section(definition)}.error", error.Message);
                failed = ExceptionDispatchInfo.Capture(error);
            }
        }
        return failed;
    }

    /// <summary>Measures a registered version.</summary>
    public async Task Evaluate(ModelDefinition definition, ModelVersion version, CancellationToken cancel)
    {
        var kind = Session.Kinds.Of(definition);
        RegisteredColumns.Expect(version, kind, session.Pipeline, definition);
        var task = kind.CreateTask(_trained!, definition, session.Engine);
        var model = session.Registry.Load(version, kind.ReadWithHeader);
        if (task.MeasuresOptions && version.Header is { } json && ArtifactHeader.Parse(json)?.Options is { } options
            && !JsonElement.DeepEquals(options, kind.Header(session.Pipeline, definition, model).Options))
            throw new CommandException(
                $"{version} was trained with other options than model {definition.Name} has now, and folds measure options; name the pipeline file that trained it", ExitCode.BadInput);
        var evaluation = await terminal.Stage(definition.Name, progress => Task.Run(() => task.Evaluate(model, _known, Steps(progress), cancel), cancel),
            evaluation => $"{version}: {evaluation.Summary}");
        Tell(definition, evaluation.Findings, evaluation.Metrics);
    }

    /// <summary>Writes batch predictions of a registered version to a Parquet file, which is replaced whole or not at all.</summary>
    public async Task Score(ModelDefinition definition, ModelVersion version, int top, string file, CancellationToken cancel)
    {
        var kind = Session.Kinds.Of(definition);
        RegisteredColumns.Expect(version, kind, session.Pipeline, definition);
        var scoring = kind.CreateScoring(_trained!, definition, new(Path.Combine(session.Registry.Folder, version.File), version.Hash, top));
        if (session.Engine is SparkEngine && kind.UsesDuckDb(definition)) SentDuckDb.Send();
        (long Left, long All) counts = default;
        await Score(definition, $"{version}", file, async () =>
        {
            await session.Engine.MapTableAsync(ScoreTable, scoring.Inputs, scoring.Scorer.Score, scoring.Scorer.Output, cancel);
            if (scoring.Asks is not null) counts = await LeftOut(scoring, cancel);
        }, cancel);
        Figures.Set("score.version", version.Version);
        if (scoring.Asks is null) return;
        Figures.Set("score.leftOut", counts.Left);
        if (counts.Left > 0) terminal.Line(Text($"{Indent}left out: {counts.Left:N0} of {counts.All:N0} {scoring.Asks}, for which {version} has no predictions"));
    }

    /// <summary>Writes the rows of a query to a Parquet file. In it, <c>score</c> calls a model, and <c>score_NAME</c> each of the pipeline's that is registered.</summary>
    public async Task Score(ModelDefinition definition, SparkEngine engine, string sql, int top, string file, CancellationToken cancel)
    {
        var registered = session.Registry.Models().Select(model => model.Name).ToHashSet();
        foreach (var model in session.Pipeline.Models.Where(model => registered.Contains(model.Name))) ExpectColumns(model, ModelAlias.Champion);
        foreach (var model in session.Pipeline.Models.Where(model => registered.Contains(model.Name)))
            await engine.RegisterScoreAsync(session.Registry, model, $"score_{model.Name.Replace('-', '_')}", top, cancel);
        await engine.RegisterScoreAsync(session.Registry, definition, top: top, cancel: cancel);
        await Score(definition, "query", file, () => engine.CreateTableAsync(ScoreTable, sql, cancel), cancel);
    }

    async Task<(long Left, long All)> LeftOut(Scoring scoring, CancellationToken cancel)
    {
        var key = RuleSql.Name(scoring.Scorer.Output.FieldsList[0].Name);
        var sql = $"select (select count(*) from ({scoring.Inputs}) asked)::double as asked, (select count(distinct {key}) from {ScoreTable})::double as answered";
        await foreach (var batch in session.Engine.QueryAsync(sql, cancel))
            return ((long)(batch.Doubles("asked")[0] - batch.Doubles("answered")[0]), (long)batch.Doubles("asked")[0]);
        return default;
    }

    async Task Score(ModelDefinition definition, string what, string file, Func<Task> predict, CancellationToken cancel)
    {
        var rows = await terminal.Stage(definition.Name, async progress =>
        {
            progress.Report(new("predicting"));
            using var whole = new WholeFile(Path.GetDirectoryName(file)!);
            try
            {
                await predict();
                var count = await session.Engine.WriteTableAsync($"select * from {ScoreTable}", whole.Scratch, cancel);
                whole.Publish(file);
                return count;
            }
            finally
            {
                await session.Engine.DropTablesAsync([ScoreTable], CancellationToken.None);
            }
        }, rows => Text($"{what}: {rows:N0} rows in {file}"));
        Figures.Set("score.rows", rows);
    }

    /// <summary>Starts Kafka where none is given, the silo and the REST API.</summary>
    public Task<DmlSilo> Serve(SiloOptions options, CancellationToken cancel) => terminal.Stage("silo",
        async progress =>
        {
            progress.Report(new("starting Kafka, shards and API"));
            foreach (var model in session.Pipeline.Models.Where(model => model.Stream is not null)) ExpectColumns(model, ModelAlias.Champion);
            var silo = await DmlSilo.StartAsync(options, cancel);
            try
            {
                PipelineClaim.Write(session.Work, session.Pipeline);
                await WarmUp.Run(silo, cancel);
                return silo;
            }
            catch
            {
                await silo.DisposeAsync();
                throw;
            }
        },
        silo => $"{silo.Address} with {silo.Broker.Description}");

    /// <summary>Sends the events from the models' cut on, and waits until the grains have learned from them.</summary>
    public async Task<StreamResult> Stream(DmlSilo silo, bool isNew, CancellationToken cancel)
    {
        var stage = new StreamStage(session.Pipeline, new StoredEvents(session.Engine, _table!, session.Pipeline), silo);
        var result = await terminal.Stage("stream", progress => stage.Run(session.StreamFrom(), isNew, progress, cancel), StreamSummary);
        Figures.Set("stream.stateHash", result.StateHash);
        Figures.Set("stream.events", result.Events);
        Figures.Set("stream.sent", result.Sent);
        Figures.Set("stream.eventsPerSecond", result.EventsPerSecond);
        Figures.Set("stream.seconds", result.Seconds);
        Figures.Set("stream.lag", result.Lag);
        Figures.Set("stream.deadLetters", result.DeadLetters);
        Figures.Set("stream.outputs", result.Outputs);
        Figures.Set("stream.queryP99Milliseconds", result.QueryP99Milliseconds);
        return result;
    }

    /// <summary>Sends a range of the table's events to their topics.</summary>
    public async Task<ReplayReport> Replay(KafkaConnection kafka, DateOnly? from, DateOnly? to, ReplayOptions options, CancellationToken cancel)
    {
        var events = new StoredEvents(session.Engine, _table!, session.Pipeline);
        var (total, _) = await events.CountAsync(from, to, cancel);
        return await terminal.Stage("replay", async progress =>
        {
            var report = new Reporter<ReplayReport>(sent => progress.Report(new(Text($"{sent.Events:N0} events sent, at {sent.EventTime:yyyy-MM-dd HH:mm}"), total == 0 ? 1 : (double)sent.Rows / total)));
            return await Replayer.RunAsync(kafka, session.Pipeline, events.ReadAsync(from, to, cancel).ToBlockingEnumerable(cancel), options, report, cancel);
        }, sent => Text($"{sent.Rows:N0} rows sent as {sent.Events:N0} events, {sent.Events / Math.Max(sent.Seconds, 1e-9):N0} events/s"));
    }

    /// <summary>Refuses a range of days that the table does not reach into.</summary>
    /// <param name="from">The first day; null for the table's first.</param>
    /// <param name="to">The day after the last one; null for all to the end.</param>
    /// <exception cref="CommandException">The range is empty, or the table ends before it or begins after it.</exception>
    public void RequireDays(DateOnly? from, DateOnly? to)
    {
        var (table, days) = (session.Pipeline.Table.Name, _table!.RowsByDay);
        if (days.Count == 0) throw new CommandException($"table {table} has no rows to send", ExitCode.BadInput);
        if ((from is null || to is null || from < to) && (from is null || from <= days[^1].Day) && (to is null || to > days[0].Day)) return;
        var range = $"{(from is { } first ? Text($" from {first:yyyy-MM-dd} on") : "")}{(to is { } end ? Text($" before {end:yyyy-MM-dd}") : "")}";
        throw new CommandException(Text($"table {table} has no rows{range}; its first day is {days[0].Day:yyyy-MM-dd}, its last {days[^1].Day:yyyy-MM-dd}"), ExitCode.BadInput);
    }

    void ExpectColumns(ModelDefinition definition, string alias)
    {
        if (session.Registry.AliasVersion(definition.Name, alias) is { } version)
            RegisteredColumns.Expect(session.Registry.GetVersion(definition.Name, version), Session.Kinds.Of(definition), session.Pipeline, definition);
    }

    const string ScoreTable = "dml_scores";
    const string Indent = "                       ";

    void Tell(ModelDefinition definition, IEnumerable<string> findings, IReadOnlyDictionary<string, double> metrics)
    {
        foreach (var line in findings) terminal.Line(Indent + line);
        foreach (var (name, value) in metrics) Figures.Set($"{Section(definition)}.{name}", value);
    }

    // The section bears the kind's name while the pipeline has one model of it.
    string Section(ModelDefinition definition) =>
        session.Pipeline.Models.Count(model => model.GetType() == definition.GetType()) > 1 ? definition.Name : Session.Kinds.Of(definition).FigureSection;

    static List<KnownEvent> Known(GiftShopTruth truth) => [.. truth.Injected.Select(one => new KnownEvent(one.Kind.ToString(), one.Key, one.From, one.To))];

    static string EtlSummary(EtlReport report)
    {
        var files = report.Mode == EtlMode.Unchanged ? Text($"{report.Files:N0} files, none new or changed") : Text($"{report.FilesRead:N0} of {report.Files:N0} files read");
        return Text($"{files}: {Counts(CountsOf(report))}");
    }

    static string StreamEtlSummary(StreamReport report) =>
        Text($"{report.Batches:N0} batches: {Counts(report.Counts)}; {report.Counts.RowsIn / Math.Max(report.Seconds, 1e-9):N0} rows/s, lag {report.Lag:N0}");

    static string Counts(RowCounts counts) => Text($"{counts.RowsIn:N0} rows in = {counts.RowsOut:N0} out + {counts.RowsQuarantined:N0} quarantined + {counts.RowsDropped:N0} dropped");

    static RowCounts CountsOf(EtlReport report) => new(report.RowsIn, report.RowsOut, report.RowsQuarantined, report.RowsDropped);

    void SetCounts(string section, RowCounts counts)
    {
        Figures.Set($"{section}.rowsIn", counts.RowsIn);
        Figures.Set($"{section}.rowsOut", counts.RowsOut);
        Figures.Set($"{section}.rowsQuarantined", counts.RowsQuarantined);
        Figures.Set($"{section}.rowsDropped", counts.RowsDropped);
    }

    static IEnumerable<string> EtlDetails(EtlReport report, string quarantine)
    {
        foreach (var count in report.Unmatched) yield return Text($"no match     {count.Rows,10:N0}  in {count.Name}");
        foreach (var count in report.Dropped) yield return Text($"dropped      {count.Rows,10:N0}  {count.Name}");
        foreach (var reason in report.Reasons) yield return Text($"quarantined  {reason.Rows,10:N0}  {reason.Reason}; the first: {reason}");
        if (report.RowsQuarantined > 0) yield return $"quarantine: {quarantine}";
        yield return string.Join(", ", report.Facts.Select(fact => Text($"{fact.Name} {fact.Value:#,0.###}")));
        if (report.Features.Count > 0) yield return "features: " + string.Join(", ", report.Features.Select(feature => Text($"{feature.Name} {feature.Rows:N0}")));
    }

    void RecordEtl(EtlReport report)
    {
        SetCounts("etl", CountsOf(report));
        Figures.Set("etl.files", report.Files);
        Figures.Set("etl.quarantine", new JsonObject
        {
            ["file"] = _table!.Files.Quarantine,
            ["reasons"] = JsonSerializer.SerializeToNode(report.Reasons, JsonSerializerOptions.Web),
        });
        foreach (var count in report.Unmatched) Figures.Set($"etl.unmatched.{count.Name}", count.Rows);
        Figures.Set("etl.filesRead", report.FilesRead);
        Figures.Set("etl.seconds", report.Seconds);
        foreach (var fact in report.Facts) Figures.Set($"etl.facts.{fact.Name}", fact.Value ?? double.NaN);

        var inputs = new RunInputs("etl", report.Fingerprint, Fingerprint.Of(session.Pipeline.Table), CodeVersion.Current);
        if (session.Registry.FindRun(inputs) is not null) return;
        using var run = session.Registry.StartRun(inputs);
        run.LogMetrics([new("rowsIn", 0, report.RowsIn), new("rowsOut", 0, report.RowsOut), new("rowsQuarantined", 0, report.RowsQuarantined), new("rowsDropped", 0, report.RowsDropped)]);
        run.LogOutput(report.Fingerprint);
        run.Finish();
    }

    static string StreamSummary(StreamResult result) => result.Sent == 0
        ? Text($"all {result.Events:N0} events applied before; {result.Outputs:N0} outputs, {result.DeadLetters:N0} dead letters")
        : Text($"{result.Sent:N0} events at {result.EventsPerSecond:N0}/s, lag {result.Lag}, {result.Outputs:N0} outputs, {result.DeadLetters:N0} dead letters; queries meanwhile p99 {result.QueryP99Milliseconds:F1} ms");

    static Reporter<TrainingProgress> Steps(IProgress<StageProgress> progress) =>
        new(at => progress.Report(new(at.Loss is { } loss ? Text($"{at.Step}, loss {loss:G5}") : at.Step, at.Total == 0 ? null : (double)at.Done / at.Total)));

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
