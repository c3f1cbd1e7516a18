using System.Text;
using DistributedML.Data;
using DistributedML.Engines;
using DistributedML.Learning;
using DistributedML.Models;
using DistributedML.Models.Artifacts;
using DistributedML.Models.Streams;
using DistributedML.Models.Tables;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Events;

namespace DistributedML.Tests.Models.Tables;

/// <summary>A model of a pipeline, and what tests do with it.</summary>
sealed record Subject(Pipeline Pipeline, ModelDefinition Definition)
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ModelKind Kind => ModelKinds.Standard.Of(Definition);

    public TableDefinition Table => (TableDefinition)Definition;

    public TableProfile Profile => ((ITableKind)Kind).Profile;

    public EventSchema Schema => new(
        Pipeline.Table, [], [Pipeline.Streams[0].Key], Kind.Columns(Definition, Pipeline.Table).Select(use => use.Column), 1 << 16);

    public async Task<TableModel> Train(IModelEngine engine) => (TableModel)await Kind.CreateTask(Pipeline, Definition, engine).Train(null, Cancel);

    public Task<Evaluation> Evaluate(TableModel model, IModelEngine engine) => Kind.CreateTask(Pipeline, Definition, engine).Evaluate(model, null, null, Cancel);

    public ArtifactHeader Header(TableModel model) => Kind.Header(Pipeline, Definition, model);

    public byte[] Artifact(TableModel model)
    {
        var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream)) DistributedML.Models.Artifacts.Artifact.Write(writer, Header(model), model);
        return stream.ToArray();
    }

    public TableModel Read(byte[] artifact)
    {
        using var reader = new BinaryReader(new MemoryStream(artifact));
        return (TableModel)Kind.ReadWithHeader(reader);
    }

    /// <summary>A shard's model that serves a version.</summary>
    public TableStream Stream(IState? model, int version = 1)
    {
        var stream = (TableStream)Kind.CreateStream(Definition, Schema);
        if (model is not null) stream.Prepare(new(version, model));
        return stream;
    }

    /// <summary>The model's answers for the rows of its table, by id, one row after the other.</summary>
    public async Task<Dictionary<string, object[]>> Predictions(TableModel model, IModelEngine engine)
    {
        using var predictor = new RowPredictor(Profile, model);
        var names = model.Columns.Select(column => column.Name).ToList();
        var answers = new Dictionary<string, object[]>();
        await foreach (var batch in engine.QueryAsync(TableSql.Scoring(Pipeline.Table, model.Columns, $"from {Pipeline.Table.Name}"), Cancel))
        {
            var (ids, rows) = (batch.Texts(TableSql.Id), predictor.Features(new ArrowRows(batch, names, new TextPool())));
            for (var row = 0; row < batch.Length; row++) answers.Add(ids.Text(row)!, predictor.Predict(rows, row));
        }
        return answers;
    }

    /// <summary>Predictions as <c>dml score</c> makes them, by id.</summary>
    public async Task<Dictionary<string, object?[]>> Score(TableModel model, LocalEngine engine, string folder)
    {
        var (file, bytes) = (Path.Combine(folder, $"{Guid.NewGuid():N}.model"), Artifact(model));
        await File.WriteAllBytesAsync(file, bytes, Cancel);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        var scoring = Kind.CreateScoring(Pipeline, Definition, new(file, hash, Top: 1));
        await engine.MapTableAsync("scores", scoring.Inputs, scoring.Scorer.Score, scoring.Scorer.Output, Cancel);
        var scores = new Dictionary<string, object?[]>();
        await foreach (var batch in engine.QueryAsync("select * from scores", Cancel))
        {
            var names = batch.Schema.FieldsList.Skip(1).Select(field => field.Name).ToList();
            var (ids, rows) = (batch.Texts("id"), new ArrowRows(batch, names, new TextPool()));
            for (var row = 0; row < batch.Length; row++) scores.Add(ids.Text(row)!, [.. names.Select((_, column) => rows.Value(column, row))]);
        }
        return scores;
    }

    /// <summary>Rows of the table as events, in the order of time.</summary>
    /// <param name="engine">Has the table.</param>
    /// <param name="where">Which rows.</param>
    /// <param name="labelled">Whether the target is told.</param>
    public async Task<List<string>> Events(IModelEngine engine, string where, bool labelled)
    {
        var columns = Pipeline.Table.Columns.Where(column => labelled || column.Name != Table.TargetColumn).Select(column => column.Type switch
        {
            ColumnType.Timestamp => $"strftime({column.Name}, '%Y-%m-%dT%H:%M:%S') as {column.Name}",
            ColumnType.Date => $"strftime({column.Name}, '%Y-%m-%d') as {column.Name}",
            _ => column.Name,
        });
        return await Json(engine, $"select {string.Join(", ", columns)} from {Pipeline.Table.Name} where {where} order by time");
    }

    /// <summary>Rows of a query as JSON objects.</summary>
    public static async Task<List<string>> Json(IModelEngine engine, string sql)
    {
        var rows = new List<string>();
        await foreach (var batch in engine.QueryAsync($"select to_json(e)::varchar as json from ({sql}) as e", Cancel))
            for (var row = 0; row < batch.Length; row++) rows.Add(batch.Texts("json").Text(row)!);
        return rows;
    }

    /// <summary>Events as a batch.</summary>
    public EventBatch Batch(params IReadOnlyList<string> events)
    {
        var (batch, parser) = (new EventBatch(Schema, Math.Max(1, events.Count)), new EventParser(Schema));
        foreach (var one in events) Assert.Null(parser.Append(Encoding.UTF8.GetBytes(one), batch));
        return batch;
    }

    /// <summary>Learns events in batches of a size; returns what the model put out.</summary>
    public List<OutputRecord> Learn(TableStream stream, IReadOnlyList<string> events, int size)
    {
        var outputs = new List<OutputRecord>();
        foreach (var part in events.Chunk(size))
        {
            var batch = Batch(part);
            for (var row = 0; row < batch.Count;) row = stream.Learn(batch, row, outputs);
        }
        return outputs;
    }
}
