namespace DistributedML.Pipelines;

/// <summary>Reads pipeline files.</summary>
public static class PipelineFile
{
    /// <summary>Reads and checks a pipeline.</summary>
    /// <exception cref="PipelineException">The file is missing, is not YAML, or says something that a pipeline cannot say.</exception>
    public static Pipeline Read(string path) => throw new PipelineException($"{path}: not read yet");
}
