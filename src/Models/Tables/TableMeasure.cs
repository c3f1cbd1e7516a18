using DistributedML.Compute;
using DistributedML.Learning.Tabular;
using DistributedML.Models.Reports;

namespace DistributedML.Models.Tables;

/// <summary>How good a model is over the rows of one or more passes. Every rank ends with the same.</summary>
abstract class TableMeasure
{
    /// <summary>By name, camelCase; NaN where the rows do not tell.</summary>
    public abstract IReadOnlyDictionary<string, double> Values { get; }

    /// <summary>The names of the metrics that a summary says, the headline first.</summary>
    public abstract IReadOnlyList<string> Main { get; }

    /// <summary>
    /// The loss of each row, those of rank 0 first, pass by pass; NaN for rows that cannot be measured. Its mean grows with the headline metric. Null for
    /// measures that are not of single rows.
    /// </summary>
    public virtual IReadOnlyList<double>? Losses => null;

    /// <summary>What a person should know of the measurement.</summary>
    public virtual IEnumerable<string> Notes => [];

    /// <summary>Measures a model on the ranks' rows, which were not learned from.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rows">This rank's rows, prepared.</param>
    /// <param name="raw">The same before the preparation.</param>
    /// <param name="gang">The ranks.</param>
    public abstract void Add(IPredictor model, Dataset rows, Dataset raw, ICollective gang);

    /// <summary>Adds what another pass measured.</summary>
    public abstract void Merge(TableMeasure other);

    /// <summary>Adds tables and charts to a report.</summary>
    public virtual ModelReport Describe(ModelReport report) => report;

    /// <summary>The bytes of all ranks, by rank.</summary>
    protected static IEnumerable<BinaryReader> Gather(ICollective gang, Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true)) write(writer);
        return gang.AllGather<byte>(stream.ToArray()).Select(bytes => new BinaryReader(new MemoryStream(bytes)));
    }
}
