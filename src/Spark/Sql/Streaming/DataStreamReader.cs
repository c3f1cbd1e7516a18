using DistributedML.Spark.Connect.Protocol;
using Microsoft.Spark.Sql.Types;

namespace Microsoft.Spark.Sql.Streaming;

/// <summary>Reads streams as DataFrames whose rows keep coming; made by <see cref="SparkSession.ReadStream"/>. Options are those of the source.</summary>
public sealed class DataStreamReader
{
    readonly SparkSession _session;
    readonly Dictionary<string, string> _options = new(StringComparer.OrdinalIgnoreCase);
    string? _format;
    string? _schema;

    internal DataStreamReader(SparkSession session) => _session = session;

    /// <summary>The format: kafka, rate, socket, delta, or one of files, which need a schema.</summary>
    public DataStreamReader Format(string source)
    {
        _format = source;
        return this;
    }

    /// <summary>The columns to read.</summary>
    public DataStreamReader Schema(StructType schema) => Schema(schema.Json);

    /// <summary>The columns to read as in a CREATE TABLE, <c>id INT, name STRING</c>.</summary>
    public DataStreamReader Schema(string schemaString)
    {
        _schema = schemaString;
        return this;
    }

    /// <summary>Sets an option of the source.</summary>
    public DataStreamReader Option(string key, string value)
    {
        _options[key] = value;
        return this;
    }

    /// <summary>Sets an option of the source.</summary>
    public DataStreamReader Option(string key, bool value) => Option(key, SourceOptions.Text(value));

    /// <summary>Sets an option of the source.</summary>
    public DataStreamReader Option(string key, long value) => Option(key, SourceOptions.Text(value));

    /// <summary>Sets an option of the source.</summary>
    public DataStreamReader Option(string key, double value) => Option(key, SourceOptions.Text(value));

    /// <summary>Sets options of the source.</summary>
    public DataStreamReader Options(Dictionary<string, string> options)
    {
        foreach (var (key, value) in options) Option(key, value);
        return this;
    }

    /// <summary>Reads a source that needs no path.</summary>
    public DataFrame Load() => Load([]);

    /// <summary>Reads the files that a folder has and gets.</summary>
    public DataFrame Load(string path) => Load([path]);

    /// <summary>Reads the files of JSON that a folder has and gets.</summary>
    public DataFrame Json(string path) => Format("json").Load(path);

    /// <summary>Reads the files of comma separated values that a folder has and gets.</summary>
    public DataFrame Csv(string path) => Format("csv").Load(path);

    /// <summary>Reads the ORC files that a folder has and gets.</summary>
    public DataFrame Orc(string path) => Format("orc").Load(path);

    /// <summary>Reads the Parquet files that a folder has and gets.</summary>
    public DataFrame Parquet(string path) => Format("parquet").Load(path);

    /// <summary>Reads the XML files that a folder has and gets; the option rowTag names the element that is a row.</summary>
    public DataFrame Xml(string path) => Format("xml").Load(path);

    /// <summary>Reads the lines of the text files that a folder has and gets.</summary>
    public DataFrame Text(string path) => Format("text").Load(path);

    /// <summary>Reads the rows that a table has and gets.</summary>
    public DataFrame Table(string tableName) => new(_session, SparkSession.NewRelation(relation => relation.Read = new()
    {
        NamedTable = new Read.Types.NamedTable { UnparsedIdentifier = tableName, Options = { _options } },
        IsStreaming = true,
    }));

    DataFrame Load(string[] paths)
    {
        var source = new Read.Types.DataSource { Options = { _options }, Paths = { paths } };
        if (_format is not null) source.Format = _format;
        if (_schema is not null) source.Schema = _schema;
        return new(_session, SparkSession.NewRelation(relation => relation.Read = new() { DataSource = source, IsStreaming = true }));
    }
}
