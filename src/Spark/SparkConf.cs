using System.Globalization;

namespace Microsoft.Spark;

/// <summary>
/// Settings of an application, by Spark's names. With <c>loadDefaults</c> it begins with those of the environment: <c>SPARK_REMOTE</c> as <c>spark.remote</c>.
/// What a running server does not let a session change has an effect only where the server is started by the session's builder.
/// </summary>
/// <param name="loadDefaults">Whether to begin with the environment's settings.</param>
public sealed class SparkConf(bool loadDefaults = true)
{
    readonly Dictionary<string, string> _settings = loadDefaults && Environment.GetEnvironmentVariable("SPARK_REMOTE") is { Length: > 0 } remote ? new() { ["spark.remote"] = remote } : [];

    /// <summary>Where a server is started: <c>local[4]</c>, <c>spark://host:port</c>, ...</summary>
    public SparkConf SetMaster(string master) => Set("spark.master", master);

    /// <summary>The application's name in Spark's web pages.</summary>
    public SparkConf SetAppName(string appName) => Set("spark.app.name", appName);

    /// <summary>The folder of the Spark distribution that a server is started from, in place of <c>SPARK_HOME</c>.</summary>
    public SparkConf SetSparkHome(string sparkHome) => Set("spark.home", sparkHome);

    /// <summary>Sets a setting; it replaces an earlier value.</summary>
    public SparkConf Set(string key, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(value);
        _settings[key] = value;
        return this;
    }

    /// <summary>A setting as a number, or <paramref name="defaultValue"/> where it is not set.</summary>
    /// <exception cref="FormatException">It is set to something else; the message names it.</exception>
    public int GetInt(string key, int defaultValue) =>
        !_settings.TryGetValue(key, out var text) ? defaultValue
        : int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value
        : throw new FormatException($"{key} is '{text}', which is no whole number");

    /// <summary>A setting, or <paramref name="defaultValue"/> where it is not set.</summary>
    public string Get(string key, string defaultValue) => _settings.GetValueOrDefault(key, defaultValue);

    /// <summary>All settings.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> GetAll() => [.. _settings];
}
