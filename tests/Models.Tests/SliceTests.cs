using System.Text;
using DistributedML.Learning.Anomalies;
using DistributedML.Models.AnomalyDetectors;
using DistributedML.Models.Streams;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Events;
using DistributedML.Tests.Models.LastValue;

namespace DistributedML.Tests.Models;

/// <summary>What may take long goes in slices: each ends soon, and the state is the same however many there are.</summary>
public class SliceTests
{
    const int Keys = 3_000;

    static readonly Table Table = new()
    {
        Name = "readings",
        Id = "id",
        Time = "time",
        Columns = [new("id", ColumnType.String), new("time", ColumnType.Timestamp), new("meter", ColumnType.String), new("level", ColumnType.Double)],
    };

    static readonly EventSchema Schema = new(Table, [], ["meter"], ["level"], 1 << 16);

    [Fact]
    public void A_version_is_adopted_key_by_key_and_answers_in_between()
    {
        var model = new LastValueStream(new() { Name = "last", Key = "meter", Value = "level" }, Schema);
        var trained = new LastValues(new(StringComparer.Ordinal));
        for (var key = 0; key < Keys; key++) trained.Values.Add($"m{key}", key);
        model.Adopt(new(3, trained), key => key != "m7");
        var slices = 1;
        while (model.ContinueAdopting())
        {
            slices++;
            Assert.True(model.Find("m0") is null or { Value: 0 });
            Assert.Equal(0, model.Version);
        }
        Assert.InRange(slices, 4, 100);
        Assert.Equal((3, Keys - 1), (model.Version, model.Keys.Count));
        Assert.Null(model.Find("m7"));
    }

    [Fact]
    public void A_day_closes_in_slices_before_the_event_that_begins_the_next_is_learned()
    {
        var definition = new AnomalyDetectorDefinition { Name = "odd", Key = "meter", Amount = "level", Options = new AnomalyDetectorOptions { BucketHours = 24 } };
        var model = new AnomalyDetectorStream(definition, Schema);
        var outputs = new List<OutputRecord>();
        var (first, second) = (Batch(Enumerable.Range(0, Keys).Select(key => (key, Day: 1)).ToArray()), Batch((0, 2), (1, 2), (2, 3)));
        Assert.Equal(Keys, model.Learn(first, 0, outputs));
        var rows = new List<int>();
        for (var row = 0; row < second.Count; rows.Add(row)) row = model.Learn(second, row, outputs);
        Assert.Equal(rows.Order(), rows);
        Assert.True(rows.Count(row => row == 0) >= Keys / 512 && rows.Count(row => row == 2) >= Keys / 512, $"slices ended at rows {string.Join(' ', rows)}");

        var whole = new AnomalyDetectorStream(definition, Schema);
        foreach (var batch in new[] { first, second })
            for (var row = 0; row < batch.Count;) row = whole.Learn(batch, row, outputs);
        Assert.Equal(Bytes(whole), Bytes(model));
    }

    static byte[] Bytes(IStreamModel model)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        model.Write(writer);
        return stream.ToArray();
    }

    static EventBatch Batch(params (int Key, int Day)[] events)
    {
        var batch = new EventBatch(Schema, events.Length);
        var parser = new EventParser(Schema);
        foreach (var (key, day) in events)
            Assert.Null(parser.Append(Encoding.UTF8.GetBytes($$"""{"id":"{{key}}-{{day}}","time":"2025-01-0{{day}}T10:00:00","meter":"m{{key}}","level":{{1 + key % 9}}}"""), batch));
        return batch;
    }
}
