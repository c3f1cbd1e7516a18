using DistributedML.Engines;
using DistributedML.Jobs.Cli;
using DistributedML.Models;
using DistributedML.Pipelines;
using DistributedML.Registry;
using Microsoft.Spark;
using Microsoft.Spark.Sql;

namespace DistributedML.Jobs;

/// <summary>A pipeline, the work folder that it is run in, and what a command needs of them: engine, registry, tables.</summary>
sealed class Session : IAsyncDisposable
{
    Session(Pipeline pipeline, string work, IEngine engine)
    {
        Pipeline = pipeline;
        Work = work;
        Engine = engine;
        Registry = ModelRegistry.Open(Work);
    }

    /// <summary>The pipeline.</summary>
    public Pipeline Pipeline { get; }

    /// <summary>The work folder.</summary>
    public string Work { get; }

    /// <summary>Where batch work is done.</summary>
    public IEngine Engine { get; }

    /// <summary>Runs, versions, aliases.</summary>
    public ModelRegistry Registry { get; }

    /// <summary>Reads the pipeline file, opens the work folder and the engine that batch work runs on.</summary>
    /// <param name="pipelineFile">The pipeline file; null for the one that comes with the program.</param>
    /// <param name="work">The work folder.</param>
    /// <param name="engine">A value of <see cref="CommonOptions.Engine"/>.</param>
    /// <param name="remote">The Spark server; null for the one of the environment.</param>
    /// <param name="cancel">Ends the opening.</param>
    /// <param name="folders">Folders besides the work folder that the command reads or writes; the embedded engine's SQL reaches no others.</param>
    /// <exception cref="CommandException">The work folder is another pipeline's, or no Spark server answers.</exception>
    public static async Task<Session> OpenAsync(string? pipelineFile, string work, string engine, string? remote, CancellationToken cancel, params IEnumerable<string?> folders)
    {
        var pipeline = ModelKinds.Standard.ReadPipeline(pipelineFile ?? CommonOptions.DefaultPipeline);
        work = Path.GetFullPath(work);
        PipelineClaim.Check(work, pipeline, pipelineFile is not null);
        Directory.CreateDirectory(work);
        if (engine == CommonOptions.LocalEngine) return new(pipeline, work, new LocalEngine(SpillFolder.Of(work), folders: [work, .. folders.OfType<string>()]));
        try
        {
            var builder = SparkSession.Builder().AppName($"dml {pipeline.Name}");
            if (remote is not null) builder.Remote(remote);
            return new(pipeline, work, await SparkEngine.OpenAsync(await builder.GetOrCreateAsync(cancel), cancel));
        }
        catch (Exception exception) when (exception is SparkException or InvalidOperationException or ArgumentException)
        {
            throw new CommandException(exception.Message, ExitCode.Unavailable);
        }
    }

    /// <summary>The pipeline's models, or the one named.</summary>
    public IReadOnlyList<ModelDefinition> Models(string? name)
    {
        if (name is null) return Pipeline.Models;
        var model = Pipeline.Models.FirstOrDefault(model => model.Name == name)
            ?? throw new CommandException($"pipeline {Pipeline.Name} has no model '{name}'; it has {string.Join(", ", Pipeline.Models.Select(known => known.Name))}", ExitCode.BadInput);
        return [model];
    }

    /// <summary>The kinds of models.</summary>
    public static ModelKinds Kinds => ModelKinds.Standard;

    /// <summary>The first day that the stream carries on from: where the deployed models' training ends.</summary>
    /// <exception cref="CommandException">The deployed models do not end on one day: some events would be learned twice, or not at all.</exception>
    public DateOnly? StreamFrom()
    {
        var cuts = Pipeline.Models.Where(model => model.Stream is not null).Select(model => model.TrainBefore).Distinct().ToList();
        return cuts.Count <= 1 ? cuts.FirstOrDefault() : throw new CommandException(
            $"the deployed models of pipeline {Pipeline.Name} have different days in trainBefore: {string.Join(", ", cuts.Select(cut => cut?.ToString("yyyy-MM-dd") ?? "none"))}; expected one day, since one replay feeds them all", ExitCode.BadInput);
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        Registry.Dispose();
    }
}
