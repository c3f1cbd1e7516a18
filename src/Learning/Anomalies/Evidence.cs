using System.Globalization;

namespace DistributedML.Learning.Anomalies;

/// <summary>Findings as sentences: what was seen, the usual range, since when.</summary>
static class Evidence
{
    /// <param name="amount">The amount seen.</param>
    /// <param name="typical">The usual amount, without sign.</param>
    /// <param name="low">One amount in 20 is smaller.</param>
    /// <param name="high">One amount in 20 is larger.</param>
    /// <param name="events">Events that this rests on.</param>
    /// <param name="since">Since when they came; null: those of all keys.</param>
    public static string Amount(double amount, double typical, double low, double high, int events, DateTime? since)
    {
        var ratio = Math.Abs(amount) / typical;
        var comparison = ratio >= 1 ? Text($"{ratio:#,0.#} times") : Text($"1/{1 / ratio:#,0.#} of");
        var basis = since is { } first ? Text($"{events:#,0} events since {first:yyyy-MM-dd}") : Text($"{events:#,0} events of all keys, since this one is new");
        return Text($"Amount {amount:#,0.00} is {comparison} the usual {typical:#,0.00}; nine in ten are {low:#,0.00} to {high:#,0.00} ({basis}).");
    }

    /// <summary>As <see cref="Amount"/>, on the linear scale. Digits are shown as far as they matter to the spread.</summary>
    public static string Reading(double amount, double typical, double low, double high, double deviations, int events, DateTime since)
    {
        var format = "#,0." + new string('0', high > low ? Math.Clamp(2 - (int)Math.Floor(Math.Log10(high - low)), 0, 12) : 2);
        string Number(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        var side = amount < typical ? "below" : "above";
        return Text($"Amount {Number(amount)} is {Number(Math.Abs(amount - typical))} {side} the usual {Number(typical)}, ")
            + Text($"{Math.Abs(deviations):#,0.#} times the usual distance; ")
            + Text($"nine in ten are {Number(low)} to {Number(high)} ({events:#,0} events since {since:yyyy-MM-dd}).");
    }

    public static string Burst(int count, double expected, double deviation, DateTime start, DateTime now, DateTime since) =>
        Text($"{count:#,0} events from {start:yyyy-MM-dd HH:mm} to {now:HH:mm}; usual for the whole period are {expected:0.#}, at most {Math.Ceiling(expected + 2 * deviation):#,0} (watched since {since:yyyy-MM-dd}).");

    public static string Silence(DateTime last, int buckets, double expected, DateTime since) =>
        Text($"No event since {last:yyyy-MM-dd HH:mm}: {buckets:#,0} open periods, in which {expected:0.#} events were to be expected (watched since {since:yyyy-MM-dd}).");

    /// <summary>An incident as a whole: from when to when, how much of what, and its peak.</summary>
    public static string Incident(Incident incident) => incident.Kind switch
    {
        AlertKind.Amount when incident.Events == 1 =>
            Text($"An unusual amount of {Value(incident.Observed)} at {incident.Begin:yyyy-MM-dd HH:mm}, where {Value(incident.Expected)} was usual."),
        AlertKind.Amount => Text($"{Count(incident.Events, "unusual amount")} {Period(incident)}; the furthest out was {Value(incident.Observed)} ")
            + Text($"at {incident.PeakTime:yyyy-MM-dd HH:mm}, where {Value(incident.Expected)} was usual."),
        AlertKind.Burst => Text($"{Count(incident.Events, "event")} in bursts {Period(incident)}; the largest had {incident.Observed:#,0} events ")
            + Text($"at {incident.PeakTime:yyyy-MM-dd HH:mm}, where {incident.Expected:0.#} were usual for the whole period."),
        AlertKind.Silence => Text($"{Count(incident.Events, "open period")} without an event up to {incident.End:yyyy-MM-dd HH:mm}, in which {incident.Expected:0.#} events were to be expected."),
        _ => throw new ArgumentOutOfRangeException(nameof(incident), incident.Kind, "expected a kind of anomaly"),
    };

    static string Period(Incident incident) => incident.Begin == incident.End
        ? Text($"at {incident.Begin:yyyy-MM-dd HH:mm}")
            : Text($"from {incident.Begin:yyyy-MM-dd HH:mm} to {incident.End:yyyy-MM-dd HH:mm}");

    static string Count(int count, string what) => Text($"{count:#,0} {what}{(count == 1 ? "" : "s")}");

    static string Value(double value) => Math.Abs(value) is 0 or >= 0.01 and < 1e15 ? Text($"{value:#,0.####}") : Text($"{value:G4}");

    public static string Unknown(int events, int warmUp) => Text($"Only {events:#,0} events so far; {warmUp:#,0} are needed to judge.");

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
