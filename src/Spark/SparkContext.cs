using System.Globalization;
using System.Text.RegularExpressions;
using DistributedML.Spark.Connect;
using DistributedML.Spark.Functions;
using Microsoft.Spark.Sql;
using ExplainMode = DistributedML.Spark.Connect.Protocol.AnalyzePlanRequest.Types.Explain.Types.ExplainMode;

namespace Microsoft.Spark;

/// <summary>
/// What a program of Microsoft.Spark does by its context, for one session: groups of jobs are tags of operations, files are artifacts of the session. RDDs, accumulators
/// and Hadoop's configuration do not exist over Spark Connect.
/// </summary>
public sealed partial class SparkContext
{
    readonly SparkSession _session;
    readonly AsyncLocal<string?> _group = new();
    readonly AsyncLocal<string?> _description = new();
    readonly List<string> _files = [];
    readonly List<string> _archives = [];
    string? _checkpointDir;

    /// <summary>The context of the session that the environment describes.</summary>
    public SparkContext() : this(new SparkConf())
    {
    }

    /// <summary>The context of the session that <paramref name="conf"/> describes.</summary>
    public SparkContext(SparkConf conf) : this(SparkSession.Builder().Config(conf).GetOrCreate())
    {
    }

    /// <summary>The context of a session on a master.</summary>
    public SparkContext(string master, string appName) : this(master, appName, new SparkConf())
    {
    }

    /// <summary>The context of a session on a master, with settings.</summary>
    public SparkContext(string master, string appName, SparkConf conf) : this(SparkSession.Builder().Config(conf).Master(master).AppName(appName).GetOrCreate())
    {
    }

    /// <summary>The context of a session on a master, from the Spark distribution in a folder.</summary>
    public SparkContext(string master, string appName, string sparkHome) : this(master, appName, new SparkConf().SetSparkHome(sparkHome))
    {
    }

    internal SparkContext(SparkSession session) => _session = session;

    /// <summary>How many partitions a table has that is not read from files: on a cluster of executors their slots.</summary>
    public int DefaultParallelism => Blocking.Wait(ParallelismAsync);

    /// <summary>The context of the living session, or of a new one.</summary>
    public static SparkContext GetOrCreate(SparkConf conf) => SparkSession.Builder().Config(conf).GetOrCreate().SparkContext;

    /// <summary>The settings of the session, as they are now.</summary>
    public SparkConf GetConf()
    {
        var conf = new SparkConf(loadDefaults: false);
        foreach (var (key, value) in _session.Conf().GetAll()) conf.Set(key, value);
        return conf;
    }

    /// <summary>The server's version of Spark.</summary>
    public string Version() => _session.Version();

    /// <summary>Ends the session, and the server if it was started for it.</summary>
    public void Stop() => _session.Stop();

    /// <summary>
    /// Says which lines of the server's log are shown on this program's standard error: ALL, TRACE, DEBUG, INFO, WARN, ERROR, FATAL or OFF, as at first. It concerns a server
    /// that was started for the session, and what that writes by its own configuration (INFO and above by default); the log of any other is its own affair.
    /// </summary>
    public void SetLogLevel(string logLevel)
    {
        if (!Enum.TryParse<LogLevel>(logLevel, ignoreCase: true, out var level) || !Enum.IsDefined(level))
            throw new ArgumentException($"'{logLevel}' is none of the levels {string.Join(", ", Enum.GetNames<LogLevel>()).ToUpperInvariant()}", nameof(logLevel));
        if (_session.Server is { } server) server.Shown = level == LogLevel.Off ? null : level;
    }

    /// <summary>Gives the operations that this flow of control starts a tag, by which <see cref="SparkSession.InterruptTag"/> ends them.</summary>
    /// <param name="groupId">The tag; not empty and without comma.</param>
    /// <param name="description">As of <see cref="SetJobDescription"/>.</param>
    /// <param name="interruptOnCancel">Without effect: Spark Connect always interrupts the tasks of what it cancels.</param>
    public void SetJobGroup(string groupId, string description, bool interruptOnCancel = false)
    {
        Replace(_group, groupId);
        SetJobDescription(description);
    }

    /// <summary>Describes the operations that this flow of control starts: the text is one of their tags, which Spark's web pages show.</summary>
    public void SetJobDescription(string value) => Replace(_description, string.IsNullOrEmpty(value) ? null : $"description: {value.Replace(',', ';')}");

    /// <summary>Ends the group and the description.</summary>
    public void ClearJobGroup()
    {
        Replace(_group, null);
        Replace(_description, null);
    }

    /// <summary>Sends a file to the folder of every executor, where a function finds it by <see cref="SparkFiles.Get"/>.</summary>
    /// <param name="path">A file on this machine, or a folder if <paramref name="recursive"/>.</param>
    /// <param name="recursive">Whether a folder is sent; its files then lie beside each other, by their own names.</param>
    public void AddFile(string path, bool recursive = false)
    {
        var local = LocalPath(path);
        if (Directory.Exists(local) && !recursive) throw new ArgumentException($"{local} is a folder: say recursive: true to send its files", nameof(path));
        Send("files/", Directory.Exists(local) ? Directory.GetFiles(local, "*", SearchOption.AllDirectories) : [local], _files);
    }

    /// <summary>The names of the files that were sent.</summary>
    public IEnumerable<string> ListFiles() => Copy(_files);

    /// <summary>
    /// Sends an assembly or a native library with each function that is made from now on. What functions refer to is sent in any case, and
    /// so are the libraries that the
    /// program was built with where code loads by name. This is for any other that a function loads by its name.
    /// </summary>
    /// <param name="path">The library's file; a native one for the executors' kind of machine.</param>
    public static void AddLibrary(string path) => AssemblySet.Add(LocalPath(path));

    /// <summary>Sends an archive (.zip, .jar, .tar.gz, .tgz) to every executor, which unpacks it into a folder of the archive's name.</summary>
    public void AddArchive(string path) => Send("archives/", [LocalPath(path)], _archives);

    /// <summary>The names of the archives that were sent.</summary>
    public IEnumerable<string> ListArchives() => Copy(_archives);

    /// <summary>
    /// Says where checkpoints are written from now on. A server that the session or spark-submit.sh started on a local master takes any
    /// folder of this machine; for any other,
    /// set <c>spark.checkpoint.dir</c> on the builder, or where the server is started, to the folder that is named here.
    /// </summary>
    /// <exception cref="SparkException">The server's folder is another and cannot be changed.</exception>
    public void SetCheckpointDir(string directory)
    {
        var now = _session.Conf().Get("spark.checkpoint.dir", "");
        var local = Uri.TryCreate(directory, UriKind.Absolute, out var uri) ? uri.IsFile ? uri.LocalPath : null : Path.GetFullPath(directory);
        if (local is not null && _session.Client.Address.Loopback && CheckpointFolder.Is(now)) CheckpointFolder.Choose(now, local);
        else if (now != directory) _session.Conf().Set("spark.checkpoint.dir", directory);
        _checkpointDir = directory;
    }

    /// <summary>The server's folder for checkpoints, by its setting <c>spark.checkpoint.dir</c>; null when it has none.</summary>
    public string? GetCheckpointDir() => _checkpointDir ?? (_session.Conf().Get("spark.checkpoint.dir", "") is { Length: > 0 } directory ? directory : null);

    /// <summary>Keeps a value, as it is now, for functions to read on the executors; it is sent once, with the first of them.</summary>
    public Broadcast<T> Broadcast<T>(T value) => new(value);

    async Task<int> ParallelismAsync()
    {
        // The plan of a range names its partitions, for which nothing has to run.
        var range = _session.Range(1 << 20).Relation;
        var answer = await _session.Client.AnalyzeAsync(ask => ask.Explain = new() { Plan = new() { Root = range }, ExplainMode = ExplainMode.Simple }).ConfigureAwait(false);
        return Splits().Match(answer.Explain.ExplainString) is { Success: true } match
            ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : throw new SparkException($"Spark's plan of a range names no partitions: {answer.Explain.ExplainString}");
    }

    void Replace(AsyncLocal<string?> kept, string? tag)
    {
        if (kept.Value is { } before) _session.RemoveTag(before);
        if (tag is not null) _session.AddTag(tag);
        kept.Value = tag;
    }

    void Send(string kind, IReadOnlyList<string> paths, List<string> sent)
    {
        Blocking.Wait(() => _session.Client.AddArtifactsAsync([.. paths.Select(path => Artifact.FromFile(kind + Path.GetFileName(path), path))]));
        foreach (var path in paths)
        {
            SparkFiles.Link(Path.GetFileName(path), path);
            lock (sent)
            {
                if (!sent.Contains(Path.GetFileName(path))) sent.Add(Path.GetFileName(path));
            }
        }
    }

    static string LocalPath(string path)
    {
        var local = Uri.TryCreate(path, UriKind.Absolute, out var uri) ? uri.IsFile ? uri.LocalPath : throw new ArgumentException($"{path} is not on this machine: a session takes files of the client alone", nameof(path)) : Path.GetFullPath(path);
        return File.Exists(local) || Directory.Exists(local) ? local : throw new FileNotFoundException($"There is no file {local}", local);
    }

    static string[] Copy(List<string> sent)
    {
        lock (sent) return [.. sent];
    }

    [GeneratedRegex(@"splits=(?:Some\()?(\d+)")]
    private static partial Regex Splits();
}
