using System.Globalization;
using System.Text;

namespace DistributedML.Spark.Connect;

/// <summary>The settings that a server is started with, in a file in the form of Java's properties: a password on the command line could be read by every user.</summary>
static class ServerSettings
{
    /// <summary>Writes the settings, with defaults where neither the program nor <c>spark-defaults.conf</c> says otherwise, and answers the file's path.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="sparkHome">Spark's folder.</param>
    /// <param name="folder">The server's own folder.</param>
    /// <param name="port">Where it listens.</param>
    /// <param name="configuration">The program's settings.</param>
    /// <param name="archive">One more archive for the executors; null for none.</param>
    /// <param name="isLocal">Whether the executors are on this machine, and so see the server's folder.</param>
    public static string Write(
        string path, string sparkHome, string folder, int port, IReadOnlyDictionary<string, string> configuration, string? archive, bool isLocal)
    {
        var settings = new Dictionary<string, string>(configuration)
        {
            ["spark.connect.grpc.binding.address"] = "127.0.0.1",
            ["spark.connect.grpc.binding.port"] = port.ToString(CultureInfo.InvariantCulture),
        };
        var configured = Defaults(sparkHome);
        void Default(string key, string value)
        {
            if (!configured.ContainsKey(key)) settings.TryAdd(key, value);
        }
        const string Archives = "spark.archives";
        if (archive is not null) settings[Archives] = (settings.GetValueOrDefault(Archives) ?? configured.GetValueOrDefault(Archives)) is { Length: > 0 } own ? $"{own},{archive}" : archive;
        Default("spark.ui.enabled", "false");
        Default("spark.python.task.killTimeout", "100ms"); // how long Spark waits, once it saw that a task was cancelled, before the function hears of it
        Default($"spark.executorEnv.{LocalServer.Diagnostics}", "0");
        Default("spark.local.dir", folder);
        if (isLocal) Default("spark.checkpoint.dir", CheckpointFolder.Of(folder));
        var options = $"-Djava.io.tmpdir={folder}";
        // Tables in a Hive metastore outlive the server, and so does the folder that they are in.
        if (settings.GetValueOrDefault("spark.sql.catalogImplementation") != "hive")
        {
            Default("spark.sql.warehouse.dir", Path.Combine(folder, "warehouse"));
            options += $" -Dderby.system.home={folder}";
        }
        const string Java = "spark.driver.extraJavaOptions";
        if (!configured.ContainsKey(Java)) settings[Java] = settings.TryGetValue(Java, out var java) ? $"{java} {options}" : options;
        using var writer = new StreamWriter(path); // in a folder that only this user may enter
        foreach (var (key, value) in settings) writer.Write($"{Escape(key)} = {Escape(value)}\n");
        return path;
    }

    /// <summary>A key or value of Java's properties: what would end it or mean something else is written as an escape.</summary>
    internal static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var character in text)
        {
            if (character is >= ' ' and < '\x7f' and not ('\\' or ' ' or '=' or ':' or '#' or '!')) escaped.Append(character);
            else escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
        }
        return escaped.ToString();
    }

    /// <summary>What <c>spark-defaults.conf</c> says; of a key that stands there twice, the last.</summary>
    static Dictionary<string, string> Defaults(string sparkHome)
    {
        var folder = Environment.GetEnvironmentVariable("SPARK_CONF_DIR") is { Length: > 0 } own ? own : Path.Combine(sparkHome, "conf");
        var path = Path.Combine(folder, "spark-defaults.conf");
        var defaults = new Dictionary<string, string>();
        if (!File.Exists(path)) return defaults;
        foreach (var line in File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var pair = line.Split([' ', '\t', '=', ':'], 2);
            defaults[pair[0]] = pair.Length == 2 ? pair[1].TrimStart(' ', '\t', '=', ':') : "";
        }
        return defaults;
    }
}
