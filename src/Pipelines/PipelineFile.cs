using DistributedML.Pipelines.Yaml;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace DistributedML.Pipelines;

/// <summary>Reads pipeline files.</summary>
public static class PipelineFile
{
    /// <summary>Reads and checks a pipeline.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kinds">The kinds of models that it may have.</param>
    /// <exception cref="PipelineException">The file is missing, is not YAML, or says something that a pipeline cannot say.</exception>
    public static Pipeline Read(string path, IReadOnlyList<IDefinitionKind> kinds)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException([$"{path}: cannot be read: {exception.Message}"], exception);
        }
        return Parse(text, path, kinds);
    }

    /// <summary>Reads and checks a pipeline from its text.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="path">The name that errors give to it.</param>
    /// <param name="kinds">The kinds of models that it may have.</param>
    /// <exception cref="PipelineException">The text is not YAML, or says something that a pipeline cannot say.</exception>
    public static Pipeline Parse(string text, string path, IReadOnlyList<IDefinitionKind> kinds)
    {
        var places = new Places(path);
        if (new Binder(places, kinds).Bind(Load(text, path), typeof(Pipeline), what: "the pipeline") is Pipeline pipeline) new PipelineChecks(pipeline, places, kinds).Run();
        else pipeline = null!;
        return places.Errors.Count == 0 ? Prefixed(pipeline) : throw new PipelineException(places.Errors);
    }

    static Pipeline Prefixed(Pipeline pipeline) => pipeline.Kafka.Prefix is not { Length: > 0 } prefix ? pipeline : pipeline with
    {
        Streams = [.. pipeline.Streams.Select(stream => stream with { Topic = prefix + stream.Topic, Group = prefix + pipeline.GroupOf(stream) })],
    };

    static YamlNode Load(string text, string path)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException exception)
        {
            throw new PipelineException([$"{path}:{exception.Start.Line}:{exception.Start.Column}: not YAML: {exception.Message}"], exception);
        }
        return stream.Documents.Count == 1 ? stream.Documents[0].RootNode
            : throw new PipelineException([$"{path}:1:1: holds {stream.Documents.Count} YAML documents; expected 1"]);
    }
}
