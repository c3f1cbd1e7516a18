using DistributedML.Engines;
using DistributedML.Jobs.Cli;
using DistributedML.Streams;

namespace DistributedML.Jobs.Etl.Streaming;

/// <summary>What a batch reads.</summary>
/// <param name="Partitions">The partitions that have something to read.</param>
/// <param name="Offsets">The next offset of every partition after it.</param>
/// <param name="Lag">Events that are left then.</param>
/// <param name="Lost">Offsets that it skips because the topic has lost them.</param>
sealed record StreamPlan(IReadOnlyList<PartitionRange> Partitions, IReadOnlyDictionary<int, long> Offsets, long Lag, long Lost)
{
    /// <summary>Offsets that it reads.</summary>
    internal long Events => Partitions.Sum(range => range.To - range.From);

    /// <summary>Plans the next batch; when there are more events than it takes, each partition gives its share.</summary>
    /// <param name="options">Limits.</param>
    /// <param name="next">The next offset of each partition that was read before.</param>
    /// <param name="held">What the topic holds.</param>
    /// <exception cref="CommandException">The topic has lost events that were not read.</exception>
    internal static StreamPlan Of(StreamOptions options, IReadOnlyDictionary<int, long> next, IReadOnlyDictionary<int, PartitionOffsets> held)
    {
        var (all, lost) = (new List<PartitionRange>(), 0L);
        foreach (var (partition, offsets) in held.OrderBy(one => one.Key))
        {
            var from = next.GetValueOrDefault(partition, offsets.First);
            if (from > offsets.End) throw Error(options, $"was read up to offset {from} of partition {partition}, but ends at {offsets.End} now: it is not the one that was read", "name another folder with --output");
            if (from < offsets.First && !options.SkipLost) throw Error(options, $"has lost events {from} to {offsets.First - 1} of partition {partition} before they were read (its retention is shorter than this ETL was away)", "go on without them with --skip-lost");
            lost += Math.Max(0, offsets.First - from);
            all.Add(new(partition, Math.Max(from, offsets.First), offsets.End));
        }
        var waiting = all.Sum(range => range.To - range.From);
        var share = Math.Min(1, (double)options.MaxEvents / Math.Max(waiting, 1));
        var taken = all.Select(range => range with { To = range.From + (long)Math.Ceiling((range.To - range.From) * share) }).ToList();
        return new([.. taken.Where(range => range.To > range.From)], taken.ToDictionary(range => range.Partition, range => range.To), waiting - taken.Sum(range => range.To - range.From), lost);
    }

    static CommandException Error(StreamOptions options, string what, string remedy) => new($"topic {options.Topic} {what}; {remedy}", ExitCode.BadInput);
}
