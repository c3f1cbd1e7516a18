using System.Text;
using DistributedML.Compute;

namespace DistributedML.Learning;

/// <summary>Summaries of several ranks.</summary>
public static class SummaryExtensions
{
    /// <summary>Adds rows.</summary>
    public static void AddRange<TSelf, TRow, TResult>(this ISummary<TSelf, TRow, TResult> summary, IEnumerable<TRow> rows)
        where TSelf : ISummary<TSelf, TRow, TResult>
    {
        foreach (var row in rows) summary.Add(row);
    }

    /// <summary>
    /// The summary of all ranks' rows, merged in rank order: equal bytes on every rank. Every rank sends its whole state to every other.
    /// <paramref name="summary"/> stays as it is.
    /// </summary>
    public static TSelf MergeRanks<TSelf, TRow, TResult>(this ISummary<TSelf, TRow, TResult> summary, ICollective gang)
        where TSelf : ISummary<TSelf, TRow, TResult>
    {
        var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true)) summary.Write(writer);
        var parts = gang.AllGather<byte>(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        var merged = Read(parts[0]);
        foreach (var part in parts.AsSpan(1)) merged.Merge(Read(part));
        return merged;

        static TSelf Read(byte[] part)
        {
            using var reader = new BinaryReader(new MemoryStream(part));
            return TSelf.Read(reader);
        }
    }
}
