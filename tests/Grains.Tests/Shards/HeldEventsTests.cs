using DistributedML.Grains.Shards;
using DistributedML.Models.Streams;

namespace DistributedML.Tests.Grains.Shards;

public class HeldEventsTests
{
    static readonly DateTime Day = new(2024, 1, 1);
    static readonly TimeSpan Ahead = TimeSpan.FromDays(2);

    [Fact]
    public void An_event_is_believed_once_two_later_ones_are_at_its_time_or_after_it()
    {
        var held = new HeldEvents();
        held.Add(At(1, 100));
        held.Add(At(2, 107));
        Assert.Null(held.TakeBelieved(Day, Ahead));
        held.Add(At(3, 99));
        Assert.Equal(1, held.TakeBelieved(Day, Ahead)!.Message.Offset);
        Assert.Null(held.TakeBelieved(Day.AddDays(102), Ahead) is { Message.Offset: 2 } wrong ? wrong : null);
    }

    [Fact]
    public void An_event_is_believed_when_time_has_come_near_it()
    {
        var held = new HeldEvents();
        held.Add(At(1, 10));
        Assert.Null(held.TakeBelieved(Day.AddDays(9), Ahead));
        Assert.Equal(1, held.TakeBelieved(Day.AddDays(10), Ahead)!.Message.Offset);
    }

    [Fact]
    public void One_alone_is_given_up_after_many_ordinary_events()
    {
        var held = new HeldEvents();
        held.Add(At(1, 100));
        for (var i = 1; i < HeldEvents.Patience; i++) held.Ordinary();
        Assert.Null(held.TakeGivenUp());
        held.Ordinary();
        Assert.Equal(1, held.TakeGivenUp()!.Message.Offset);
        Assert.Equal(0, held.Count);
    }

    [Fact]
    public void What_waits_comes_back_as_it_was()
    {
        var (held, restored, states) = (new HeldEvents(), new HeldEvents(), new StateBuffer());
        var headers = new KeyValuePair<string, byte[]?>[] { new("trace", [1, 2]), new("trace", null) };
        held.Add(At(1, 100) with { Message = new(1, null, [1]) { Headers = headers } });
        held.Add(At(2, 50));
        held.Ordinary();
        held.TakeChanged(states);
        Assert.True(restored.Read(Assert.Single(states)));
        Assert.Equal(2, restored.Count);
        var first = restored.TakeBelieved(DateTime.MaxValue, Ahead)!;
        Assert.Equal((1, Day.AddDays(100), null, 1), (first.Message.Offset, first.Time, first.Message.Key, first.Waited));
        Assert.Equal(headers.Select(header => (header.Key, header.Value)), first.Message.Headers.Select(header => (header.Key, header.Value)));
        Assert.Equal<byte>([2], restored.TakeBelieved(DateTime.MaxValue, Ahead)!.Message.Value!);
        states.Clear();
        held.TakeChanged(states);
        Assert.Empty(states);
    }

    static HeldEvent At(byte offset, int days) => new(new(offset, [7], [offset]), Day.AddDays(days));
}
