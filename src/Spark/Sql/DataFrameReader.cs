using DistributedML.Spark.Connect.Protocol;
using Microsoft.Spark.Sql.Types;

namespace Microsoft.Spark.Sql;

/// <summary>Reads files and tables as DataFrames. Options are those of the source, see Spark's documentation of each format.</summary>
public sealed partial class DataFrameReader
{
    readonly SparkSession _session;
    readonly Dictionary<string, string> _options = new(StringComparer.OrdinalIgnoreCase);
    string? _format;
    string? _schema;

    internal DataFrameReader(SparkSession session) => _session = session;

    /// <summary>The format: parquet, csv, json, orc, text, xml, jdbc or a data source's class; the server's default is parquet.</summary>
    public DataFrameReader Format(string source)
    {
        _format = source;
        return this;
    }

    /// <summary>The columns to read, so that the server need not look for them in the files.</summary>
    public DataFrameReader Schema(StructType schema) => Schema(schema.Json);

    /// <summary>The columns to read as in a CREATE TABLE, <c>id INT, name STRING</c>.</summary>
    public DataFrameReader Schema(string schemaString)
    {
        _schema = schemaString;
        return this;
    }

    /// <summary>Sets an option of the source.</summary>
    public DataFrameReader Option(string key, string value)
    {
        _options[key] = value;
        return this;
    }

    /// <summary>Sets an option of the source.</summary>
    public DataFrameReader Option(string key, bool value) => Option(key, SourceOptions.Text(value));

    /// <summary>Sets an option of the source.</summary>
    public DataFrameReader Option(string key, long value) => Option(key, SourceOptions.Text(value));

    /// <summary>Sets an option of the source.</summary>
    public DataFrameReader Option(string key, double value) => Option(key, SourceOptions.Text(value));

    /// <summary>Sets options of the source.</summary>
    public DataFrameReader Options(Dictionary<string, string> options)
    {
        foreach (var (key, value) in options) Option(key, value);
        return this;
    }

    /// <summary>Reads a source that needs no path.</summary>
    public DataFrame Load() => Load([]);

    /// <summary>Reads a file or folder.</summary>
    public DataFrame Load(string path) => Load([path]);

    /// <summary>Reads files or folders as one table.</summary>
    public DataFrame Load(params string[] paths) => new(_session, SparkSession.NewRelation(relation => relation.Read = new() { DataSource = Source(paths) }));

    /// <summary>Reads files of JSON, a value a line, or a value a file with the option multiLine.</summary>
    public DataFrame Json(params string[] paths) => Format("json").Load(paths);

    /// <summary>Reads files of comma separated values.</summary>
    public DataFrame Csv(params string[] paths) => Format("csv").Load(paths);

    /// <summary>Reads Parquet files.</summary>
    public DataFrame Parquet(params string[] paths) => Format("parquet").Load(paths);

    /// <summary>Reads ORC files.</summary>
    public DataFrame Orc(params string[] paths) => Format("orc").Load(paths);

    /// <summary>Reads XML files; the option rowTag names the element that is a row.</summary>
    public DataFrame Xml(params string[] paths) => Format("xml").Load(paths);

    /// <summary>Reads files of text into a column <c>value</c>, a line a row.</summary>
    public DataFrame Text(params string[] paths) => Format("text").Load(paths);

    /// <summary>A table or view of the catalog.</summary>
    public DataFrame Table(string tableName) => new(_session, SparkSession.NewRelation(relation => relation.Read = new()
    {
        NamedTable = new Read.Types.NamedTable { UnparsedIdentifier = tableName, Options = { _options } },
    }));

    Read.Types.DataSource Source(IEnumerable<string> paths)
    {
        var source = new Read.Types.DataSource { Options = { _options }, Paths = { paths } };
        if (_format is not null) source.Format = _format;
        if (_schema is not null) source.Schema = _schema;
        return source;
    }
}
