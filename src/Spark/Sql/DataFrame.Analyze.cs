using DistributedML.Spark.Connect.Protocol;
using ExplainMode = DistributedML.Spark.Connect.Protocol.AnalyzePlanRequest.Types.Explain.Types.ExplainMode;

namespace Microsoft.Spark.Sql;

public sealed partial class DataFrame
{
    /// <summary>The columns' names.</summary>
    public IReadOnlyList<string> Columns() => Wait(() => ColumnsAsync());

    /// <inheritdoc cref="Columns"/>
    public async Task<IReadOnlyList<string>> ColumnsAsync(CancellationToken cancel = default) =>
        [.. (await FieldsAsync(cancel).ConfigureAwait(false)).Select(field => field.Name)];

    /// <summary>Prints the schema as a tree.</summary>
    public void PrintSchema() => Wait(() => PrintSchemaAsync());

    /// <summary>Prints the schema as a tree, down to a level; 0 for all.</summary>
    public void PrintSchema(int level) => Wait(() => PrintSchemaAsync(level));

    /// <inheritdoc cref="PrintSchema(int)"/>
    public async Task PrintSchemaAsync(int level = 0, CancellationToken cancel = default) =>
        Console.WriteLine(await SchemaTreeAsync(level, cancel).ConfigureAwait(false));

    /// <summary>The schema as a tree, down to a level; 0 for all.</summary>
    public async Task<string> SchemaTreeAsync(int level = 0, CancellationToken cancel = default)
    {
        var question = new AnalyzePlanRequest.Types.TreeString { Plan = Plan };
        if (level > 0) question.Level = level;
        return (await Session.Client.AnalyzeAsync(request => request.TreeString = question, cancel).ConfigureAwait(false)).TreeString.TreeString_;
    }

    /// <summary>Prints how Spark will compute this: the physical plan, and the logical ones when extended.</summary>
    public void Explain(bool extended = false) => Explain(extended ? "extended" : "simple");

    /// <summary>Prints how Spark will compute this.</summary>
    /// <param name="mode">simple, extended, codegen, cost or formatted.</param>
    public void Explain(string mode) => Wait(() => ExplainAsync(mode));

    /// <inheritdoc cref="Explain(string)"/>
    public async Task ExplainAsync(string mode = "simple", CancellationToken cancel = default) =>
        Console.WriteLine(await ExplainTextAsync(mode, cancel).ConfigureAwait(false));

    /// <summary>How Spark will compute this, as a text.</summary>
    /// <param name="mode">simple, extended, codegen, cost or formatted.</param>
    /// <param name="cancel">Ends the call.</param>
    public async Task<string> ExplainTextAsync(string mode = "simple", CancellationToken cancel = default)
    {
        if (!Enum.TryParse<ExplainMode>(mode, ignoreCase: true, out var explain) || explain == ExplainMode.Unspecified)
            throw new ArgumentException($"'{mode}' is no mode of explaining: expected simple, extended, codegen, cost or formatted", nameof(mode));
        var response = await Session.Client.AnalyzeAsync(request => request.Explain = new() { Plan = Plan, ExplainMode = explain }, cancel).ConfigureAwait(false);
        return response.Explain.ExplainString;
    }

    /// <summary>Whether the rows are at hand without a job on the executors.</summary>
    public bool IsLocal() => Wait(() => IsLocalAsync());

    /// <inheritdoc cref="IsLocal"/>
    public async Task<bool> IsLocalAsync(CancellationToken cancel = default) =>
        (await Session.Client.AnalyzeAsync(request => request.IsLocal = new() { Plan = Plan }, cancel).ConfigureAwait(false)).IsLocal.IsLocal_;

    /// <summary>Whether rows keep coming: a stream is in the plan.</summary>
    public bool IsStreaming() => Wait(() => IsStreamingAsync());

    /// <inheritdoc cref="IsStreaming"/>
    public async Task<bool> IsStreamingAsync(CancellationToken cancel = default) =>
        (await Session.Client.AnalyzeAsync(request => request.IsStreaming = new() { Plan = Plan }, cancel).ConfigureAwait(false)).IsStreaming.IsStreaming_;

    /// <summary>The files that this is read from, as far as its sources say.</summary>
    public IEnumerable<string> InputFiles() => Wait(() => InputFilesAsync());

    /// <inheritdoc cref="InputFiles"/>
    public async Task<IReadOnlyList<string>> InputFilesAsync(CancellationToken cancel = default) =>
        (await Session.Client.AnalyzeAsync(request => request.InputFiles = new() { Plan = Plan }, cancel).ConfigureAwait(false)).InputFiles.Files;

    /// <summary>Whether the other's plan is the same but for names and order that do not matter, and so gives the same rows.</summary>
    public bool SameSemantics(DataFrame other) => Wait(() => SameSemanticsAsync(other));

    /// <inheritdoc cref="SameSemantics"/>
    public async Task<bool> SameSemanticsAsync(DataFrame other, CancellationToken cancel = default)
    {
        var response = await Session.Client.AnalyzeAsync(request => request.SameSemantics = new() { TargetPlan = Plan, OtherPlan = other.Plan }, cancel).ConfigureAwait(false);
        return response.SameSemantics.Result;
    }

    /// <summary>A hash of the plan: equal for plans of the same semantics.</summary>
    public int SemanticHash() => Wait(() => SemanticHashAsync());

    /// <inheritdoc cref="SemanticHash"/>
    public async Task<int> SemanticHashAsync(CancellationToken cancel = default) =>
        (await Session.Client.AnalyzeAsync(request => request.SemanticHash = new() { Plan = Plan }, cancel).ConfigureAwait(false)).SemanticHash.Result;

    async Task<IReadOnlyList<DataType.Types.StructField>> FieldsAsync(CancellationToken cancel) =>
        (await Session.Client.AnalyzeAsync(request => request.Schema = new() { Plan = Plan }, cancel).ConfigureAwait(false)).Schema.Schema_.Struct.Fields;

    internal Column[] NumericColumns() => Wait<Column[]>(async () =>
    [
        .. (await FieldsAsync(default).ConfigureAwait(false))
            .Where(field => field.DataType.KindCase is DataType.KindOneofCase.Byte or DataType.KindOneofCase.Short or DataType.KindOneofCase.Integer
                or DataType.KindOneofCase.Long or DataType.KindOneofCase.Float or DataType.KindOneofCase.Double or DataType.KindOneofCase.Decimal)
            .Select(field => Col(ColumnNames.Quote(field.Name))),
    ]);
}
