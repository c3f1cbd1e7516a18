namespace DistributedML.Jobs.Cli;

/// <summary>Progress that is reported at once, one report at a time; Progress&lt;T&gt; would post to the thread pool and come after the end.</summary>
/// <param name="show">Takes a report.</param>
public sealed class Reporter<T>(Action<T> show) : IProgress<T>
{
    readonly Lock _gate = new();

    /// <inheritdoc/>
    public void Report(T value)
    {
        lock (_gate) show(value);
    }
}
