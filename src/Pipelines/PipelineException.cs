namespace DistributedML.Pipelines;

/// <summary>
/// A pipeline file that cannot be used. The message has a line for each error: file, line and column, what stands there and what was expected.
/// </summary>
public sealed class PipelineException(IReadOnlyList<string> errors, Exception? inner = null) : Exception(string.Join(Environment.NewLine, errors), inner)
{
    /// <summary>The errors, each "file:line:column: what is wrong; what was expected".</summary>
    public IReadOnlyList<string> Errors { get; } = errors;
}
