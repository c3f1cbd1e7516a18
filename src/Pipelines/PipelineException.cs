namespace DistributedML.Pipelines;

/// <summary>A pipeline file that cannot be used. The message names the file, line and column, what stands there and what was expected.</summary>
public sealed class PipelineException(string message, Exception? inner = null) : Exception(message, inner);
