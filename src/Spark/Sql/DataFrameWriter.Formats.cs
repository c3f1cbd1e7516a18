using DistributedML.Spark.Connect;

namespace Microsoft.Spark.Sql;

public sealed partial class DataFrameWriter
{
    /// <summary>Writes files of JSON, a row a line.</summary>
    public void Json(string path) => Blocking.Wait(() => JsonAsync(path));

    /// <summary>Writes Parquet files.</summary>
    public void Parquet(string path) => Blocking.Wait(() => ParquetAsync(path));

    /// <summary>Writes ORC files.</summary>
    public void Orc(string path) => Blocking.Wait(() => OrcAsync(path));

    /// <summary>Writes files of text, the only column a line.</summary>
    public void Text(string path) => Blocking.Wait(() => TextAsync(path));

    /// <summary>Writes files of comma separated values.</summary>
    public void Csv(string path) => Blocking.Wait(() => CsvAsync(path));

    /// <summary>Writes XML files; the option rowTag names the element that is a row.</summary>
    public void Xml(string path) => Blocking.Wait(() => XmlAsync(path));

    /// <summary>Writes to a table of a database. The driver is a jar of the server.</summary>
    /// <param name="url">jdbc:subprotocol:subname.</param>
    /// <param name="table">The table.</param>
    /// <param name="properties">user, password, driver, batchsize, ...</param>
    public void Jdbc(string url, string table, Dictionary<string, string> properties) => Blocking.Wait(() => JdbcAsync(url, table, properties));

    /// <inheritdoc cref="Json"/>
    public Task JsonAsync(string path, CancellationToken cancel = default) => Format("json").SaveAsync(path, cancel);

    /// <inheritdoc cref="Parquet"/>
    public Task ParquetAsync(string path, CancellationToken cancel = default) => Format("parquet").SaveAsync(path, cancel);

    /// <inheritdoc cref="Orc"/>
    public Task OrcAsync(string path, CancellationToken cancel = default) => Format("orc").SaveAsync(path, cancel);

    /// <inheritdoc cref="Text"/>
    public Task TextAsync(string path, CancellationToken cancel = default) => Format("text").SaveAsync(path, cancel);

    /// <inheritdoc cref="Csv"/>
    public Task CsvAsync(string path, CancellationToken cancel = default) => Format("csv").SaveAsync(path, cancel);

    /// <inheritdoc cref="Xml"/>
    public Task XmlAsync(string path, CancellationToken cancel = default) => Format("xml").SaveAsync(path, cancel);

    /// <inheritdoc cref="Jdbc"/>
    public Task JdbcAsync(string url, string table, Dictionary<string, string> properties, CancellationToken cancel = default) =>
        Format("jdbc").Options(properties).Option("url", url).Option("dbtable", table).SaveAsync(cancel: cancel);
}
