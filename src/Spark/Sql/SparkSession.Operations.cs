using DistributedML.Spark.Connect;
using DistributedML.Spark.Connect.Protocol;

namespace Microsoft.Spark.Sql;

public sealed partial class SparkSession
{
    /// <summary>Called every few seconds with how far each running operation has come. A handler that throws fails the operation's reader.</summary>
    public event Action<ExecutionProgress>? Progressed
    {
        add => Client.Progressed += value;
        remove => Client.Progressed -= value;
    }

    /// <summary>Marks the operations that this flow of control starts from now on, so that <see cref="InterruptTag"/> finds them. It belongs to this thread and the tasks that it starts.</summary>
    /// <exception cref="ArgumentException">The tag is empty or holds a comma.</exception>
    public void AddTag(string tag) => Client.Tags = Client.Tags.Add(CheckedTag(tag));

    /// <summary>Ends what <see cref="AddTag"/> began.</summary>
    public void RemoveTag(string tag) => Client.Tags = Client.Tags.Remove(CheckedTag(tag));

    /// <summary>The tags of operations that this flow of control starts, in order.</summary>
    public IReadOnlyCollection<string> GetTags() => Client.Tags;

    /// <summary>Removes all tags.</summary>
    public void ClearTags() => Client.Tags = [];

    /// <summary>Interrupts all running operations of the session and answers their ids.</summary>
    public IReadOnlyList<string> InterruptAll() => Blocking.Wait(() => InterruptAllAsync());

    /// <inheritdoc cref="InterruptAll"/>
    public Task<IReadOnlyList<string>> InterruptAllAsync(CancellationToken cancel = default) =>
        Client.InterruptAsync(new() { InterruptType = InterruptRequest.Types.InterruptType.All }, cancel);

    /// <summary>Interrupts the running operations of the session that have a tag and answers their ids.</summary>
    public IReadOnlyList<string> InterruptTag(string tag) => Blocking.Wait(() => InterruptTagAsync(tag));

    /// <inheritdoc cref="InterruptTag"/>
    public Task<IReadOnlyList<string>> InterruptTagAsync(string tag, CancellationToken cancel = default) =>
        Client.InterruptAsync(new() { InterruptType = InterruptRequest.Types.InterruptType.Tag, OperationTag = CheckedTag(tag) }, cancel);

    /// <summary>Interrupts an operation, if it runs, and answers its id.</summary>
    public IReadOnlyList<string> InterruptOperation(string operationId) => Blocking.Wait(() => InterruptOperationAsync(operationId));

    /// <inheritdoc cref="InterruptOperation"/>
    public Task<IReadOnlyList<string>> InterruptOperationAsync(string operationId, CancellationToken cancel = default) =>
        Client.InterruptAsync(new() { InterruptType = InterruptRequest.Types.InterruptType.OperationId, OperationId = operationId }, cancel);

    static string CheckedTag(string tag) =>
        tag is { Length: > 0 } && !tag.Contains(',') ? tag : throw new ArgumentException($"A tag of operations is not empty and holds no comma; it is '{tag}'", nameof(tag));
}
