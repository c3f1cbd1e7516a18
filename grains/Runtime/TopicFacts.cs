using System.Diagnostics;
using DistributedML.Streams;

namespace DistributedML.Grains.Runtime;

/// <summary>
/// What a topic is, as of a moment that whoever asks names: shards ask before they trust what they have read, and one answer of the broker
/// serves all who need none newer. Used by any thread.
/// </summary>
sealed class TopicFacts(Broker broker, string topic)
{
    readonly Fact<int?> _partitions = new(() => broker.Partitions(topic));
    readonly Fact<string?> _incarnation = new(() => Incarnation(broker, topic));

    /// <summary>How many partitions the topic had at a moment or later; null when there is no such topic, or no broker answers.</summary>
    /// <param name="moment">See <see cref="Stopwatch.GetTimestamp"/>.</param>
    internal int? Partitions(long moment) => _partitions.Since(moment);

    /// <summary>
    /// Which life of the topic it was, see <see cref="Broker.GetIncarnation"/>; null when there is no such topic, or no broker answers.
    /// </summary>
    internal string? Incarnation(long moment) => _incarnation.Since(moment);

    static string? Incarnation(Broker broker, string topic)
    {
        try
        {
            return broker.GetIncarnation(topic).GetAwaiter().GetResult();
        }
        catch (BrokerException)
        {
            return null;
        }
    }

    sealed class Fact<T>(Func<T> ask)
    {
        readonly Lock _asking = new();
        long _asked = long.MinValue;
        T _answer = default!;

        internal T Since(long moment)
        {
            lock (_asking)
            {
                if (_asked >= moment) return _answer;
                var now = Stopwatch.GetTimestamp();
                _answer = ask();
                _asked = now;
                return _answer;
            }
        }
    }
}
