using System.Globalization;
using DistributedML.Data;
using DistributedML.Learning;
using DistributedML.Learning.Tabular;
using DistributedML.Models.Reports;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Rules;

namespace DistributedML.Models.Tables;

/// <summary>
/// Trains on the rows that are not held back, and measures the trained model on those that are, beside the baselines. With folds the model that is
/// kept learns from all rows, and each fold is measured by a model of the others.
/// </summary>
/// <param name="pipeline">The pipeline.</param>
/// <param name="definition">The model.</param>
/// <param name="engine">Where the work is done.</param>
/// <param name="kind">The name of its kind.</param>
/// <param name="profile">What is particular to its task.</param>
sealed class TableTask(Pipeline pipeline, TableDefinition definition, IModelEngine engine, string kind, TableProfile profile) : ModelTask(pipeline, definition, engine)
{
    readonly ValidationDefinition _validation = definition.Validation();
    readonly TableInputs _inputs = TableInputs.Of(definition, pipeline.Table);

    /// <inheritdoc/>
    public override Headline Headline => profile.Headline;

    /// <summary>With folds each is measured by a model of the others.</summary>
    public override bool MeasuresOptions => _validation.By == ValidateBy.Folds;

    /// <inheritdoc/>
    public override async Task<IState> Train(IProgress<TrainingProgress>? progress, CancellationToken cancel) =>
        await Train(new RowSelection(_validation, isHeldBack: false), progress, cancel);

    /// <inheritdoc/>
    public override async Task<Evaluation> Evaluate(
        IState trained, IReadOnlyList<KnownEvent>? known, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        var model = (TableModel)trained;
        List<TableMeasure>? measures = null;
        LearnedRows? learned = null;
        long measured = 0;
        var folds = _validation.By == ValidateBy.Folds ? _validation.Folds : 1;
        for (var fold = 0; fold < folds; fold++)
        {
            progress?.Report(new("measuring", fold, folds));
            int? number = folds > 1 ? fold : null;
            var selection = new RowSelection(_validation, isHeldBack: false, number);
            var candidate = number is null ? model : await Train(selection, null, cancel);
            var baselines = await Run(selection, new BaselineTrainer(profile.Baselines, summarises: number is null), cancel);
            learned ??= number is null ? baselines : await Run(new RowSelection(_validation, isHeldBack: false), new BaselineTrainer([], summarises: true), cancel);
            var result = await Run(new RowSelection(_validation, isHeldBack: true, number), new Measuring(profile, candidate, baselines.Models), cancel);
            measured += result.Rows;
            if (measures is null) measures = result.Measures;
            else for (var i = 0; i < measures.Count; i++) measures[i].Merge(result.Measures[i]);
        }
        progress?.Report(new("measuring", folds, folds));
        return Result(model, learned!, measured, measures!);
    }

    /// <inheritdoc/>
    public override Task<DateTime?> TrainedUntil(IState trained, CancellationToken cancel) =>
        LastRow(_validation.By == ValidateBy.Time ? _validation.From ?? definition.TrainBefore : definition.TrainBefore, cancel);

    async Task<TableModel> Train(RowSelection selection, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        var (estimator, options) = definition.Algorithm();
        return await Run(selection, new TableTrainer(_inputs, definition.Prepare?.Select(step => step.ToStep()).ToList(), estimator, options), cancel, progress);
    }

    async Task<TResult> Run<TResult>(RowSelection selection, ITrainer<TableRows, TResult> trainer, CancellationToken cancel, IProgress<TrainingProgress>? progress = null)
    {
        // With rows chosen by time, those after trainBefore are what is held back.
        var rows = _validation.By == ValidateBy.Time && trainer is Measuring ? Rows() : Rows("<", definition.TrainBefore);
        // An expression is one of DuckDB's SQL; another engine only hands out the columns that it is computed from.
        var computes = _inputs.HasSql && !Engine.IsDuckDb;
        var selected = computes ? _inputs.Columns.Select(column => RuleSql.Name(column.Name)) : _inputs.Features.Select(TableSql.Feature);
        var reader = new TableReader(_inputs, computes, selection, profile.Target, definition.WeightColumn is not null);
        try
        {
            return await Engine.TrainAsync(TableSql.Learning(definition, Table, selected, rows), reader, trainer, progress, cancel);
        }
        catch (Exception error) when (error is DatasetException or TableException)
        {
            throw new TableException($"model {definition.Name}: {error.Message}", TableFault.Input, error);
        }
    }

    Evaluation Result(TableModel model, LearnedRows learned, long measured, List<TableMeasure> measures)
    {
        var metrics = new Dictionary<string, double>(measures[0].Values) { ["rows"] = measured, ["rowsLearned"] = learned.Rows };
        for (var i = 0; i < profile.Baselines.Count; i++)
        {
            foreach (var (name, value) in measures[i + 1].Values) metrics[$"{Camel(profile.Baselines[i])}.{name}"] = value;
        }
        var notes = Notes(learned, measured, measures[0]).ToList();
        var findings = measures[0].Main.Select(name => string.Create(CultureInfo.InvariantCulture,
            $"{name,-18} {measures[0].Values[name],10:G4}{string.Concat(profile.Baselines.Select((baseline, i) => string.Create(CultureInfo.InvariantCulture, $"   {baseline} {measures[i + 1].Values[name]:G4}")))}"));
        var main = measures[0].Main[0];
        var beside = profile.Baselines.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({profile.Baselines[0]} {measures[1].Values[main]:G4})");
        var summary = string.Create(CultureInfo.InvariantCulture,
            $"{main} {measures[0].Values[main]:G4}{beside} on {measured:N0} rows held back, {learned.Rows:N0} learned from");
        return new(metrics, summary, [.. findings, .. notes])
        {
            Report = ReportPage.Html(Report(model, learned, measured, measures, notes)),
            Units = measures[0].Losses is { } losses ? new("rows", losses) : null,
            Baseline = profile.Baselines.Count == 0 ? null : measures[1].Values[profile.Headline.Metric],
        };
    }

    IEnumerable<string> Notes(LearnedRows learned, long measured, TableMeasure measure)
    {
        if (measured == 0) yield return $"no row is held back ({Chosen()}), so nothing was measured";
        if (learned.WithoutTarget > 0) yield return string.Create(CultureInfo.InvariantCulture, $"{learned.WithoutTarget:N0} rows have no {definition.TargetColumn} and are left out");
        foreach (var feature in learned.Features.Where(feature => feature.Missing == feature.Rows && feature.Rows > 0)) yield return $"feature '{feature.Name}' has no value in any row";
        foreach (var suspect in learned.Suspects) yield return $"feature '{suspect}' alone tells the target almost exactly; is it known when the target is to be predicted?";
        foreach (var note in measure.Notes) yield return note;
    }

    ModelReport Report(TableModel model, LearnedRows learned, long measured, List<TableMeasure> measures, List<string> notes)
    {
        var names = measures[0].Values.Keys.ToList();
        var importances = model.Predictor is IFeatureImportance importance ? importance.Importances.Select(one => new FeatureValue(one.Feature, one.Value)).ToList() : [];
        return measures[0].Describe(new()
        {
            Model = definition.Name,
            Kind = kind,
            Estimator = definition.Estimator,
            Facts =
            [
                new("Pipeline", Pipeline.Name),
                new("Table", Table.Name),
                .. definition.TargetColumn is { } target ? [new ReportFact("Target", target)] : Array.Empty<ReportFact>(),
                new("Rows learned from", learned.Rows.ToString("N0", CultureInfo.InvariantCulture)),
                new("Rows measured on", measured.ToString("N0", CultureInfo.InvariantCulture)),
                new("Rows held back", Chosen()),
                new("Preparation", model.Chain.Steps.Count == 0 ? "none" : string.Join(", ", model.Chain.Steps.Select(step => step.Name))),
            ],
            Notes = notes,
            Features = learned.Features,
            Metrics = new(["model", .. profile.Baselines], [.. names.Select(name => new MetricRow(name, [.. measures.Select(measure => measure.Values[name])]))]),
            Importances = importances,
        });
    }

    string Chosen() => _validation.By switch
    {
        ValidateBy.Time => $"from {_validation.From:yyyy-MM-dd} on",
        ValidateBy.Group => string.Create(CultureInfo.InvariantCulture, $"{_validation.Share:P0} of the values of {_validation.Group}, at random"),
        ValidateBy.Folds => $"each of {_validation.Folds} folds in turn",
        _ => string.Create(CultureInfo.InvariantCulture, $"{_validation.Share:P0}, at random"),
    };

    static string Camel(string name) => string.Concat(name.Split('-').Select((part, i) => i == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));

    /// <summary>Measures models on the ranks' rows.</summary>
    sealed class Measuring(TableProfile profile, TableModel model, IReadOnlyList<IPredictor> baselines) : ITrainer<TableRows, (long Rows, List<TableMeasure> Measures)>
    {
        public (long Rows, List<TableMeasure> Measures) Train(TableRows rows, Training training)
        {
            Span<double> count = [rows.Data.Rows];
            training.Gang.AllReduce(count);
            var raw = rows.Data.Conform(model.Chain.Inputs);
            var measures = new List<TableMeasure> { Of(model.Predictor, model.Chain.Apply(raw)) };
            foreach (var baseline in baselines) measures.Add(Of(baseline, raw.With(baseline.Inputs, [])));
            return ((long)count[0], measures);

            TableMeasure Of(IPredictor predictor, Dataset prepared)
            {
                var measure = profile.Measure();
                measure.Add(predictor, prepared, raw, training.Gang);
                return measure;
            }
        }
    }
}
