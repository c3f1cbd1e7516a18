using System.Text;
using DistributedML.Registry.Storage;

namespace DistributedML.Registry;

/// <summary>
/// A run that this process works on. Each call is one transaction; values logged again replace the former ones. Call <see cref="Finish"/>,
/// <see cref="Fail"/> or <see cref="Kill"/> at its end; disposed without, it has failed.
/// </summary>
public sealed class ActiveRun : IDisposable
{
    internal const string ReportTag = "report";

    readonly RunStore _runs;
    readonly string _folder, _name;
    bool _ended;

    internal ActiveRun(RunStore runs, long id, string folder, string name) => (_runs, Id, _folder, _name) = (runs, id, folder, name);

    /// <summary>Number of the run in its registry.</summary>
    public long Id { get; }

    /// <summary>Logs the public properties of options as parameters, nested ones with a dot: "solver.iterations".</summary>
    public void LogParameters(object options) => _runs.LogParameters(Id, Fingerprint.Flatten(options));

    /// <summary>Logs a parameter.</summary>
    public void LogParameter(string name, string value) => _runs.LogParameters(Id, [KeyValuePair.Create(name, value)]);

    /// <summary>Logs a metric.</summary>
    /// <param name="name">The metric.</param>
    /// <param name="value">Its value; may be NaN or infinite.</param>
    /// <param name="step">The iteration or epoch; 0 for a single value.</param>
    public void LogMetric(string name, double value, long step = 0) => _runs.LogMetrics(Id, [new Metric(name, step, value)]);

    /// <summary>Logs metrics in one transaction.</summary>
    public void LogMetrics(IEnumerable<Metric> metrics) => _runs.LogMetrics(Id, metrics);

    /// <summary>Sets a tag.</summary>
    public void SetTag(string name, string value) => _runs.LogTags(Id, [KeyValuePair.Create(name, value)]);

    /// <summary>Keeps a page about the run: see <see cref="ModelRegistry.Report"/>.</summary>
    /// <param name="html">The page, one HTML file.</param>
    public void KeepReport(string html)
    {
        var file = $"reports/{_name}-run{Id}.html";
        WholeFile.Write(Path.Combine(_folder, file), Encoding.UTF8.GetBytes(html));
        SetTag(ReportTag, file);
    }

    /// <summary>Notes the fingerprint of the table that this run published, so that lineage leads from models to it.</summary>
    public void LogOutput(string fingerprint) => _runs.LogOutput(Id, fingerprint);

    /// <summary>Ends the run well.</summary>
    public void Finish() => End(RunStatus.Finished, null);

    /// <summary>Ends the run with an error.</summary>
    public void Fail(string error) => End(RunStatus.Failed, error);

    /// <summary>Ends the run as cancelled.</summary>
    public void Kill(string reason = "cancelled") => End(RunStatus.Killed, reason);

    /// <summary>Fails the run unless it was ended.</summary>
    public void Dispose()
    {
        if (!_ended) Fail("left without a result");
    }

    void End(RunStatus status, string? error)
    {
        _runs.End(Id, status, error);
        _ended = true;
    }
}
