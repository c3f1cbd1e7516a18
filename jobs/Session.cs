using DistributedML.Engines;
using DistributedML.Jobs.Cli;
using DistributedML.Jobs.Training;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Models;
using DistributedML.Registry;

namespace DistributedML.Jobs;

/// <summary>A pipeline, the work folder that it is run in, and what a command needs of them: engine, registry, tables.</summary>
sealed class Session : IAsyncDisposable
{
    Session(Pipeline pipeline, string work)
    {
        Pipeline = pipeline;
        Work = Path.GetFullPath(work);
        Engine = new LocalEngine(Path.Combine(Work, "tmp", $"{Environment.ProcessId}"));
        Registry = ModelRegistry.Open(Work);
    }

    /// <summary>The pipeline.</summary>
    public Pipeline Pipeline { get; }

    /// <summary>The work folder.</summary>
    public string Work { get; }

    /// <summary>Where batch work is done.</summary>
    public LocalEngine Engine { get; }

    /// <summary>Runs, versions, aliases.</summary>
    public ModelRegistry Registry { get; }

    /// <summary>Reads the pipeline file and opens the work folder.</summary>
    public static Session Open(string pipelineFile, string work)
    {
        var pipeline = PipelineFile.Read(pipelineFile);
        Directory.CreateDirectory(work);
        return new(pipeline, work);
    }

    /// <summary>The pipeline's models, or the one named.</summary>
    public IReadOnlyList<ModelDefinition> Models(string? name)
    {
        if (name is null) return Pipeline.Models;
        var model = Pipeline.Models.FirstOrDefault(model => model.Name == name)
            ?? throw new CommandException($"pipeline {Pipeline.Name} has no model '{name}'; it has {string.Join(", ", Pipeline.Models.Select(known => known.Name))}", ExitCode.BadInput);
        return [model];
    }

    /// <summary>The job of a model.</summary>
    public ModelJob Job(ModelDefinition model) => ModelJob.Of(Pipeline, model, Engine);

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
