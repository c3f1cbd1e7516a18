using DistributedML.Jobs.Cli;
using DistributedML.Jobs.Etl.Streaming;
using DistributedML.Streams;

namespace DistributedML.Tests.Jobs.Etl.Streaming;

public class StreamPlanTests
{
    static readonly StreamOptions Options = new() { Kafka = "b:1", Topic = "t", Output = "o", MaxEvents = 100 };

    static StreamPlan Plan(Dictionary<int, long> next, Dictionary<int, PartitionOffsets> held, bool skipLost = false) => StreamPlan.Of(Options with { SkipLost = skipLost }, next, held);

    [Fact]
    public void All_that_is_there_is_read_from_where_the_last_batch_ended_and_new_partitions_from_their_beginning()
    {
        var plan = Plan(new() { [0] = 40, [1] = 7 }, new() { [1] = new(0, 7), [0] = new(10, 60), [2] = new(5, 9) });
        Assert.Equal([new(0, 40, 60), new(2, 5, 9)], plan.Partitions);
        Assert.Equal(new Dictionary<int, long> { [0] = 60, [1] = 7, [2] = 9 }, plan.Offsets);
        Assert.Equal((0, 0), (plan.Lag, plan.Lost));
    }

    [Fact]
    public void Of_more_than_a_batch_takes_each_partition_gives_its_share_until_all_is_read()
    {
        var held = new Dictionary<int, PartitionOffsets> { [0] = new(0, 300), [1] = new(0, 100), [2] = new(0, 1) };
        var next = new Dictionary<int, long>();
        var (batches, read) = (0, 0L);
        for (var left = 401L; left > 0; batches++)
        {
            var plan = Plan(next, held);
            var taken = plan.Partitions.Sum(range => range.To - range.From);
            Assert.InRange(taken, 1, 100 + held.Count);
            Assert.All(plan.Partitions, range => Assert.Equal(next.GetValueOrDefault(range.Partition), range.From));
            Assert.Equal(left -= taken, plan.Lag);
            (next, read) = (plan.Offsets.ToDictionary(), read + taken);
        }
        Assert.Equal((4, 401), (batches, read));
        Assert.Equal([300, 100, 1], next.OrderBy(one => one.Key).Select(one => one.Value));
    }

    [Fact]
    public void Events_that_the_topic_has_lost_are_an_error_or_counted()
    {
        var held = new Dictionary<int, PartitionOffsets> { [0] = new(50, 60) };
        var error = Assert.Throws<CommandException>(() => Plan(new() { [0] = 40 }, held));
        Assert.Contains("topic t has lost events 40 to 49 of partition 0", error.Message);
        var skipping = Plan(new() { [0] = 40 }, held, skipLost: true);
        Assert.Equal([new(0, 50, 60)], skipping.Partitions);
        Assert.Equal(10, skipping.Lost);
        Assert.Contains("was read up to offset 70 of partition 0, but ends at 60 now", Assert.Throws<CommandException>(() => Plan(new() { [0] = 70 }, held, skipLost: true)).Message);
    }
}
