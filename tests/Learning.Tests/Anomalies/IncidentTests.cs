using DistributedML.Compute;
using DistributedML.Learning.Anomalies;

namespace DistributedML.Learning.Tests.Anomalies;

/// <summary>Anomalies that belong together are one incident: begin, peak, end.</summary>
public class IncidentTests
{
    static readonly AnomalyModel Volts = new(new() { Scale = AmountScale.Linear, BucketHours = 1, WarmUpBuckets = 1_000 });
    readonly List<Alert> _alerts = [];
    readonly List<Incident> _ended = [];

    [Fact]
    public void A_shift_of_the_level_is_one_incident_with_its_peak()
    {
        var detector = Steady(Volts, 200);
        double[] shifted = [260, 262, 275, 261, 258];
        for (var hour = 0; hour < shifted.Length; hour++) detector.Learn(Hour(200 + hour), shifted[hour], _alerts, _ended);
        Assert.Equal([true, false, false, false, false], _alerts.Select(alert => alert.BeginsIncident));
        Assert.Empty(_ended);
        var open = Assert.Single(detector.OpenIncidents);
        Assert.Equal((AlertKind.Amount, true, Hour(200), Hour(204), 5, Hour(202), 275.0),
            (open.Kind, open.Above, open.Begin, open.End, open.Events, open.PeakTime, open.Observed));
        Assert.Equal(_alerts.Max(alert => alert.Score), open.Score);

        for (var hour = 205; hour <= 228; hour++) detector.Learn(Hour(hour), 230, _alerts, _ended);
        Assert.Empty(_ended);   // the cooldown of 24 hours is not over
        detector.Learn(Hour(229), 230, _alerts, _ended);
        Assert.Equal(open, Assert.Single(_ended));
        Assert.False(detector.HasOpenIncident);
        Assert.Equal(5, _alerts.Count);
        Assert.StartsWith("5 unusual amounts from 2024-01-09 08:00 to 2024-01-09 12:00; the furthest out was 275 at 2024-01-09 10:00, where 2", open.Evidence);
    }

    [Fact]
    public void Above_and_below_are_two_incidents()
    {
        var detector = Steady(Volts, 200);
        foreach (var (hour, amount) in (ReadOnlySpan<(int, double)>)[(200, 275), (201, 180), (202, 276), (203,
            179)]) detector.Learn(Hour(hour), amount, _alerts, _ended);
        Assert.Equal([true, true, false, false], _alerts.Select(alert => alert.BeginsIncident));
        Assert.Equal([(true, 275), (false, 180)], detector.OpenIncidents.Select(incident => (incident.Above, incident.Observed)));
    }

    [Fact]
    public void After_the_cooldown_the_next_anomaly_begins_an_incident()
    {
        var detector = Steady(new(Volts.Options with { CooldownHours = 3 }), 200);
        foreach (var hour in (int[])[200, 203, 207]) detector.Learn(Hour(hour), 280, _alerts, _ended);
        Assert.Equal([true, false, true], _alerts.Select(alert => alert.BeginsIncident));
        Assert.Equal((Hour(200), Hour(203), 2), Assert.Single(_ended) is var ended ? (ended.Begin, ended.End, ended.Events) : default);
        detector.Advance(Hour(211), _alerts, _ended);
        Assert.Equal((Hour(207), 1), (_ended[1].Begin, _ended[1].Events));
    }

    [Fact]
    public void What_is_over_can_be_told_before_the_state_ends_it()
    {
        var detector = Steady(Volts, 200);
        detector.Learn(Hour(200), 280, _alerts, _ended);
        var state = ModelBytes.Hash(detector);
        Assert.Empty(detector.IncidentsOverAt(Hour(224)));
        Assert.Equal(detector.OpenIncidents, detector.IncidentsOverAt(Hour(224).AddSeconds(1)));
        Assert.Equal(state, ModelBytes.Hash(detector));
    }

    [Fact]
    public void An_anomaly_that_is_late_by_more_than_the_cooldown_is_an_incident_of_its_own()
    {
        var detector = Steady(Volts, 200);
        detector.Learn(Hour(200), 280, _alerts, _ended);
        detector.Learn(Hour(190), 281, _alerts, _ended);
        detector.Learn(Hour(100), 279, _alerts, _ended);
        Assert.Equal([true, false, true], _alerts.Select(alert => alert.BeginsIncident));
        Assert.Equal((Hour(100), Hour(100), 279), Assert.Single(_ended) is var late ? (late.Begin, late.End, late.Observed) : default);
        Assert.Equal((Hour(200), 2), Assert.Single(detector.OpenIncidents) is var open ? (open.Begin, open.Events) : default);
    }

    [Fact]
    public void A_burst_of_days_on_end_is_one_incident_and_so_is_a_silence()
    {
        var detector = new AnomalyDetector(new(new()));
        for (var day = 0; day < 60; day++) Day(detector, day, 5);
        _alerts.Clear();
        for (var day = 60; day < 63; day++) Day(detector, day, 40);
        Assert.Equal([AlertKind.Burst, AlertKind.Burst, AlertKind.Burst], _alerts.Select(alert => alert.Kind));
        Assert.Equal([true, false, false], _alerts.Select(alert => alert.BeginsIncident));
        Assert.Equal((40, 120, Simulated.Start.AddDays(62).AddMinutes(39)), Assert.Single(detector.OpenIncidents) is var burst
            ? ((int)burst.Observed, burst.Events, burst.End) : default);

        _alerts.Clear();
        for (var day = 63; day < 80; day++) detector.Advance(Simulated.Start.AddDays(day), _alerts, _ended);
        Assert.Equal(AlertKind.Burst, Assert.Single(_ended).Kind);
        var begun = Assert.Single(_alerts);
        var silence = Assert.Single(detector.OpenIncidents);
        Assert.Equal((AlertKind.Silence, begun.Time, 16), (silence.Kind, silence.Begin, silence.Events));
        Assert.True(silence.Expected > begun.Expected);
        var heard = Simulated.Start.AddDays(79).AddHours(5);
        detector.Learn(heard, 20, _alerts, _ended);
        Assert.Equal(silence with { End = heard }, _ended[1]);
        Assert.False(detector.HasOpenIncident);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(203)]
    [InlineData(240)]
    public void Restored_goes_on_as_never_stopped(int hours)
    {
        var whole = Steady(Volts, 200);
        for (var hour = 200; hour < hours; hour++) whole.Learn(Hour(hour), hour < 220 ? 280 : 230, _alerts);
        using var reader = new BinaryReader(new MemoryStream(ModelBytes.Of(whole)));
        var restored = AnomalyDetector.Read(reader, Volts);
        var copy = whole.Copy();
        var (one, two, three) = (new List<Incident>(), new List<Incident>(), new List<Incident>());
        foreach (var (detector, ended) in (ReadOnlySpan<(AnomalyDetector, List<Incident>)>)[(whole, one), (restored, two), (copy, three)])
            for (var hour = hours; hour < 300; hour++) detector.Learn(Hour(hour), hour < 220 ? 280 : 230, [], ended);
        Assert.NotEmpty(one);
        Assert.Equal(one, two);
        Assert.Equal(one, three);
        Assert.Equal(ModelBytes.Hash(whole), ModelBytes.Hash(restored));
        Assert.Equal(ModelBytes.Hash(whole), ModelBytes.Hash(copy));
    }

    [Fact]
    public void In_a_table_each_anomaly_belongs_to_one_incident()
    {
        var shifted = new int[40];
        var rows = Simulated.Rows(9, 40, 120, 12, (random, key) =>
        {
            if (random.Next(400) == 0) shifted[key] = 4;
            return Math.Exp(2 + Simulated.Normal(random)) * (shifted[key]-- > 0 ? 3_000 : 1);
        });
        var trained = new DetectorTrainer(new() { FalseAlarmRate = 1e-3 }).Train(rows, new Training(Solo.Instance,
            Cancel: TestContext.Current.CancellationToken));
        var (alerts, ended) = (new List<KeyedAlert>(), new List<KeyedIncident>());
        var after = new TrainedDetector(trained.Model).Continue(rows, alerts, TestContext.Current.CancellationToken, ended);
        List<Incident> all = [.. ended.Select(one => one.Incident), .. after.Detectors.Values.SelectMany(detector =>
            detector.OpenIncidents)];
        Assert.Equal(alerts.Count(alert => alert.Alert.BeginsIncident), all.Count);
        Assert.InRange(all.Count, 1, alerts.Count - 1);
        Assert.Equal(alerts.Count(alert => alert.Alert.Kind == AlertKind.Amount), all.Where(incident =>
            incident.Kind == AlertKind.Amount).Sum(incident => incident.Events));
    }

    static DateTime Hour(int hour) => Simulated.Start.AddHours(hour);

    void Day(AnomalyDetector detector, int day, int events)
    {
        for (var number = 0; number < events; number++) detector.Learn(Simulated.Start.AddDays(day).AddMinutes(number), 20, _alerts,
            _ended);
    }

    AnomalyDetector Steady(AnomalyModel model, int hours)
    {
        var (detector, random) = (new AnomalyDetector(model), new Random(3));
        for (var hour = 0; hour < hours; hour++) detector.Learn(Hour(hour), 230 + Simulated.Normal(random), _alerts, _ended);
        Assert.Empty(_alerts);
        return detector;
    }
}
