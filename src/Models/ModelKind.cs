using System.Text.Json;
using DistributedML.Learning;
using DistributedML.Models.Artifacts;
using DistributedML.Models.Queries;
using DistributedML.Models.Streams;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Events;

namespace DistributedML.Models;

/// <summary>
/// All that the program knows of a kind of model: what stands in the pipeline file, which columns it reads, how it trains and is measured, how it scores
/// batches, what it keeps for each key of a stream and learns from an event, and which queries it answers. A kind is a folder of its own; everything else
/// goes over <see cref="ModelKinds"/> and names none.
/// </summary>
public abstract class ModelKind : IDefinitionKind
{
    readonly Lazy<string?> _panel;

    /// <summary>A kind; its panel is the resource panel.js of its folder.</summary>
    protected ModelKind() => _panel = new(() =>
    {
        using var stream = GetType().Assembly.GetManifestResourceStream($"{GetType().Namespace}.panel.js");
        return stream is null ? null : new StreamReader(stream).ReadToEnd();
    });

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract Type Definition { get; }

    /// <summary>The number of the artifact's and the stored states' format; raised when bytes of before cannot be read any more.</summary>
    public abstract int Format { get; }

    /// <summary>The queries that a deployed model answers.</summary>
    public abstract IReadOnlyList<ModelQuery> Queries { get; }

    /// <summary>
    /// The section of the figures that a model's metrics stand in while the pipeline has one model of the kind; models of a pipeline with several have
    /// sections of their own names.
    /// </summary>
    public virtual string FigureSection => Name;

    /// <summary>The script of the page's panel for the kind, an ES module; null when it has none.</summary>
    public string? Panel => _panel.Value;

    /// <inheritdoc/>
    public abstract IReadOnlyList<ColumnUse> Columns(ModelDefinition definition, Table table);

    /// <summary>An estimator to begin with for models that predict a column of a table; null when the kind predicts no such columns.</summary>
    /// <param name="type">The column's type.</param>
    /// <param name="distinct">How many values it has.</param>
    public virtual string? FirstEstimator(ColumnType type, long distinct) => null;

    /// <inheritdoc/>
    public virtual IEnumerable<DefinitionError> Check(ModelDefinition definition, Pipeline pipeline) => [];

    /// <summary>Training and measuring of a model.</summary>
    public abstract ModelTask CreateTask(Pipeline pipeline, ModelDefinition definition, IModelEngine engine);

    /// <summary>Batch predictions of a model.</summary>
    public abstract Scoring CreateScoring(Pipeline pipeline, ModelDefinition definition, ScoringRequest request);

    /// <summary>
    /// The function that SQL calls for a row: a delegate whose first parameter says which version by an alias or a number, and whose others are the row's
    /// values. What it captures travels to other machines.
    /// </summary>
    /// <param name="definition">The model.</param>
    /// <param name="versions">Finds the version.</param>
    /// <param name="top">Most rows that an answer has, where it is a ranking.</param>
    public abstract Delegate SqlFunction(ModelDefinition definition, IModelVersions versions, int top);

    /// <summary>Whether batch predictions and the SQL function compute expressions with DuckDB, which must be there wherever they run.</summary>
    public virtual bool UsesDuckDb(ModelDefinition definition) => false;

    /// <summary>What a shard keeps of a model.</summary>
    public abstract IStreamModel CreateStream(ModelDefinition definition, EventSchema schema);

    /// <summary>Reads the model behind an artifact's header.</summary>
    public abstract IState Read(BinaryReader reader);

    /// <summary>Reads an artifact with its header.</summary>
    /// <exception cref="ArtifactException">The bytes are no artifact, of another kind, of another format, or damaged.</exception>
    public IState ReadWithHeader(BinaryReader reader) => Artifact.Read(reader, Name, Format, Read);

    /// <summary>The header of an artifact that a training made.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="definition">The model.</param>
    /// <param name="model">What the training left.</param>
    /// <param name="until">Training saw the rows before this time.</param>
    public ArtifactHeader Header(Pipeline pipeline, ModelDefinition definition, IState model, DateTime? until = null) => new()
    {
        Kind = Name,
        Format = Format,
        Library = LibraryVersion.Current,
        Options = JsonSerializer.SerializeToElement(definition, definition.GetType(), ArtifactHeader.Json),
        TrainedUntil = until,
        Inputs = [.. Inputs(pipeline, definition)],
        Outputs = Outputs(model),
    };

    /// <summary>The columns of a model's batch predictions: name and Arrow type.</summary>
    protected abstract IReadOnlyList<ArtifactColumn> Outputs(IState model);

    /// <summary>The columns of the checked table that a model reads, with their types.</summary>
    public IEnumerable<ArtifactColumn> Inputs(Pipeline pipeline, ModelDefinition definition)
    {
        var types = pipeline.Table.Columns.ToDictionary(column => column.Name, column => column.Type);
        return Columns(definition, pipeline.Table).Select(use => use.Column).Append(pipeline.Table.Time).Distinct()
            .Where(types.ContainsKey).Select(column => new ArtifactColumn(column, types[column].ToString().ToLowerInvariant()));
    }
}

/// <summary>A kind with its definition and its artifact.</summary>
/// <typeparam name="TDefinition">What stands in the pipeline file.</typeparam>
/// <typeparam name="TArtifact">What a training leaves.</typeparam>
public abstract class ModelKind<TDefinition, TArtifact> : ModelKind
    where TDefinition : ModelDefinition
    where TArtifact : class, IState
{
    /// <inheritdoc/>
    public sealed override Type Definition => typeof(TDefinition);

    /// <inheritdoc/>
    public sealed override IReadOnlyList<ColumnUse> Columns(ModelDefinition definition, Table table) => Columns((TDefinition)definition, table);

    /// <inheritdoc/>
    public sealed override IEnumerable<DefinitionError> Check(ModelDefinition definition, Pipeline pipeline) => Check((TDefinition)definition, pipeline);

    /// <inheritdoc/>
    public sealed override ModelTask CreateTask(Pipeline pipeline, ModelDefinition definition, IModelEngine engine) =>
        CreateTask(pipeline, (TDefinition)definition, engine);

    /// <inheritdoc/>
    public sealed override Scoring CreateScoring(Pipeline pipeline, ModelDefinition definition, ScoringRequest request) =>
        CreateScoring(pipeline, (TDefinition)definition, request);

    /// <inheritdoc/>
    public sealed override Delegate SqlFunction(ModelDefinition definition, IModelVersions versions, int top) =>
        SqlFunction((TDefinition)definition, versions, top);

    /// <inheritdoc/>
    public sealed override IStreamModel CreateStream(ModelDefinition definition, EventSchema schema) => CreateStream((TDefinition)definition, schema);

    /// <inheritdoc/>
    public sealed override IState Read(BinaryReader reader) => ReadArtifact(reader);

    /// <inheritdoc cref="Columns(ModelDefinition, Table)"/>
    protected abstract IReadOnlyList<ColumnUse> Columns(TDefinition definition, Table table);

    /// <inheritdoc cref="Check(ModelDefinition, Pipeline)"/>
    protected virtual IEnumerable<DefinitionError> Check(TDefinition definition, Pipeline pipeline) => [];

    /// <inheritdoc cref="CreateTask(Pipeline, ModelDefinition, IModelEngine)"/>
    protected abstract ModelTask CreateTask(Pipeline pipeline, TDefinition definition, IModelEngine engine);

    /// <inheritdoc cref="CreateScoring(Pipeline, ModelDefinition, ScoringRequest)"/>
    protected abstract Scoring CreateScoring(Pipeline pipeline, TDefinition definition, ScoringRequest request);

    /// <inheritdoc cref="SqlFunction(ModelDefinition, IModelVersions, int)"/>
    protected abstract Delegate SqlFunction(TDefinition definition, IModelVersions versions, int top);

    /// <inheritdoc cref="CreateStream(ModelDefinition, EventSchema)"/>
    protected abstract IStreamModel CreateStream(TDefinition definition, EventSchema schema);

    /// <inheritdoc cref="Read(BinaryReader)"/>
    protected abstract TArtifact ReadArtifact(BinaryReader reader);
}
