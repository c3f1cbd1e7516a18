using System.Globalization;
using System.Text;
using System.Text.Json;
using DistributedML.Models.AnomalyDetectors;
using DistributedML.Models.Queries;
using DistributedML.Models.Streams;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Events;

namespace DistributedML.Tests.Models;

/// <summary>On a stream a shift is one incident: one output when it begins and one when it is over.</summary>
public class IncidentStreamTests
{
    const int Steady = 300;

    static readonly Table Table = new()
    {
        Name = "readings",
        Id = "id",
        Time = "time",
        Columns = [new("id", ColumnType.String), new("time", ColumnType.Timestamp), new("meter", ColumnType.String), new("level",
            ColumnType.Double)],
    };

    static readonly EventSchema Schema = new(Table, [], ["meter"], ["level"], 1 << 16);

    static readonly AnomalyDetectorDefinition Definition = new()
    {
        Name = "odd",
        Key = "meter",
        Amount = "level",
        Options = new() { Scale = DistributedML.Learning.Anomalies.AmountScale.Linear, CooldownHours = 3, FalseAlarmRate = 1e-4 },
    };

    [Fact]
    public void A_shift_puts_out_its_begin_and_its_end_however_the_events_are_cut_and_the_shard_restored()
    {
        var expected = Outputs(cut: int.MaxValue);
        Assert.Equal(["amount", "amount-end"], expected.Select(output => output.Kind));
        var end = JsonSerializer.Deserialize(expected[1].Payload, AnomalyDetectorJson.Default.IncidentPayload)!;
        Assert.Equal((Hour(Steady), Hour(Steady + 9), 10, Hour(Steady + 5), 300.0), (end.Begin, end.End, end.Events, end.PeakTime,
            end.Observed));
        for (var cut = Steady - 1; cut < Steady + 16; cut++) Assert.Equal(expected, Outputs(cut));
    }

    [Fact]
    public void Another_keys_events_tell_that_an_incident_is_over_before_the_bucket_is()
    {
        var (model, outputs) = (new AnomalyDetectorStream(Definition, Schema), new List<OutputRecord>());
        Learn(model, outputs, Shift().Take(Steady + 10).ToArray());
        var state = State(model);
        var same = new AnomalyDetectorStream(Definition, Schema);
        Restore(same, state);
        // 2024-01-13 12:00 to 21:00 is the shift; 2024-01-14 opens a bucket.
        Learn(model, outputs, ("other", Hour(Steady + 12), 230));
        Assert.Single(outputs);
        Learn(model, outputs, ("other", Hour(Steady + 13).AddMinutes(-30), 230));
        Assert.Single(outputs);
        Learn(model, outputs, ("other", Hour(Steady + 13).AddMinutes(1), 230));
        Assert.Equal("amount-end", outputs[1].Kind);
        Learn(model, outputs, ("other", Hour(Steady + 14).AddMinutes(1), 230), ("m", Hour(Steady + 15), 230));
        Assert.Single(outputs.Skip(1).Select(output => output.Id).Distinct());   // the state says it again, under the same id
    }

    [Fact]
    public void Time_alone_ends_it_and_leaves_the_state()
    {
        var (model, outputs) = (new AnomalyDetectorStream(Definition, Schema), new List<OutputRecord>());
        Learn(model, outputs, Shift().Take(Steady + 10).ToArray());
        var state = Written(model);
        while (model.Pass([Hour(Steady + 10), Hour(Steady + 11)], outputs)) ;
        Assert.Single(outputs);
        while (model.Pass([Hour(Steady + 10), Hour(Steady + 13)], outputs)) ;
        Assert.Equal(("amount-end", ""), (outputs[1].Kind, outputs[1].EventId));
        Assert.Equal(state, Written(model));

        Learn(model, outputs, ("m", Hour(Steady + 20), 230));
        Assert.Equal(outputs[1].Id, outputs[2].Id);
    }

    [Fact]
    public void An_incident_that_goes_on_after_it_was_said_to_be_over_is_said_to_end_anew()
    {
        var (model, outputs) = (new AnomalyDetectorStream(Definition, Schema), new List<OutputRecord>());
        Learn(model, outputs, Shift().Take(Steady + 10).ToArray());
        while (model.Pass([Hour(Steady + 15)], outputs)) ;
        Learn(model, outputs, ("m", Hour(Steady + 10), 280), ("m", Hour(Steady + 20), 230));
        Assert.Equal(["amount", "amount-end", "amount-end"], outputs.Select(output => output.Kind));
        Assert.Equal(3, outputs.Select(output => output.Id).Distinct().Count());
        Assert.Equal((11, Hour(Steady + 10)), Single(model, outputs) is var alert ? (alert.Events, alert.End!.Value) : default);
    }

    [Fact]
    public void Alerts_answers_with_incidents()
    {
        var (model, outputs) = (new AnomalyDetectorStream(Definition, Schema), new List<OutputRecord>());
        Learn(model, outputs, Shift().Take(Steady + 1).ToArray());
        var begun = Single(model, outputs);
        Assert.Equal((outputs[0].Id, $"e{Steady}", "m", Hour(Steady), "amount", 280.0, 1), (begun.Id, begun.EventId, begun.Key,
            begun.Time, begun.Kind, begun.Observed, begun.Events));
        Assert.Null(begun.End);
        Assert.StartsWith("Amount 280", begun.Evidence);

        Learn(model, outputs, Shift().Skip(Steady + 1).Take(8).ToArray());
        var open = Single(model, outputs);
        Assert.Equal((begun.Id, 9, Hour(Steady + 5), 300.0), (open.Id, open.Events, open.PeakTime, open.Observed));
        Assert.Null(open.End);
        Assert.StartsWith("9 unusual amounts from", open.Evidence);

        Learn(model, outputs, Shift().Skip(Steady + 9).ToArray());
        var ended = Single(model, outputs);
        Assert.Equal((begun.Id, 10, Hour(Steady + 9)), (ended.Id, ended.Events, ended.End!.Value));
        outputs.RemoveAt(0);   // only the newest outputs are kept
        Assert.Equal((ended.Time, ended.End, ended.Events), Single(model, outputs) is var alone ? (alone.Time, alone.End, alone.Events)
            : default);
    }

    static AlertAnswer Single(AnomalyDetectorStream model, List<OutputRecord> outputs) => Assert.Single(JsonSerializer.Deserialize(
        new AlertsQuery().Ask(model, new QueryArguments("", [50]), new(null, outputs)), AnomalyDetectorJson.Default.AlertsAnswer)!.Alerts);

    // Steady readings around 230, ten around 280 with a peak of 300 after five, then steady ones for a day.
    static IEnumerable<(string Meter, DateTime Time, double Level)> Shift() => Enumerable.Range(0, Steady + 40).Select(hour =>
        ("m", Hour(hour), hour == Steady + 5 ? 300 : hour is >= Steady and < Steady + 10 ? 280 : 230 + hour * 7 % 5 - 2.0));

    static DateTime Hour(int hour) => new DateTime(2024, 1, 1).AddHours(hour);

    // All outputs of the shift, with the shard restored before an event; said again under the same id counts once.
    static List<OutputRecord> Outputs(int cut)
    {
        var (model, outputs, row) = (new AnomalyDetectorStream(Definition, Schema), new List<OutputRecord>(), 0);
        foreach (var reading in Shift())
        {
            if (row++ == cut)
            {
                var state = State(model);
                model = new AnomalyDetectorStream(Definition, Schema);
                Restore(model, state);
            }
            Learn(model, outputs, reading);
        }
        return [.. outputs.DistinctBy(output => output.Id)];
    }

    static void Learn(AnomalyDetectorStream model, List<OutputRecord> outputs, params (string Meter, DateTime Time,
        double Level)[] readings)
    {
        var parser = new EventParser(Schema);
        foreach (var (meter, time, level) in readings)
        {
            var batch = new EventBatch(Schema, 1);
            var number = (int)(time - Hour(0)).TotalHours;
            var json = string.Create(CultureInfo.InvariantCulture, $$"""{"id":"e{{number}}","time":"{{time:s}}","meter":"{{meter}}","level":{{level}}}""");
            Assert.Null(parser.Append(Encoding.UTF8.GetBytes(json), batch));
            while (model.Learn(batch, 0, outputs) < 1) ;
        }
    }

    static StateBuffer State(AnomalyDetectorStream model)
    {
        var states = new StateBuffer();
        while (model.TakeChanged(100, states)) ;
        return states;
    }

    static void Restore(AnomalyDetectorStream model, StateBuffer states)
    {
        foreach (var entry in states) model.Read(entry);
    }

    static byte[] Written(AnomalyDetectorStream model)
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        model.Write(writer);
        writer.Flush();
        return stream.ToArray();
    }
}
