namespace DistributedML.Data.DuckDb;

/// <summary>Reads the footers of Parquet files, the same for all engines.</summary>
public sealed class ParquetFooters : IDisposable
{
    readonly DuckDatabase _database = new(threads: 1, memoryMegabytes: 64, Path.GetTempPath());

    /// <summary>Reads the footer of a file.</summary>
    /// <exception cref="TableException">The file has none, or cannot be opened.</exception>
    public ParquetFile Read(string path)
    {
        using var connection = _database.Connect();
        var file = SqlText.Literal(SqlText.Glob(path));
        var counts = connection.Read($"select num_rows::bigint as n from parquet_file_metadata({file})");
        var rows = counts.First(batch => batch.Length > 0).Integers("n")[0];
        var stored = Texts(connection, $"select name, concat(type, ' ', logical_type) as text from parquet_schema({file})")
            .GroupBy(column => column.Name).ToDictionary(group => group.Key, group => group.Last().Text);
        var columns = $"describe select * from read_parquet({file}, hive_partitioning = false)";
        var described = Texts(connection, $"select column_name as name, column_type as text from ({columns})");
        return new(path, rows, [.. described.Select(column => new ParquetColumn(
            column.Name,
            column.Text == "VARCHAR" ? TableType.String.Sql : column.Text,
            column.Text.StartsWith("TIMESTAMP", StringComparison.Ordinal) ? Storage(stored.GetValueOrDefault(column.Name, ""))
                : ParquetStorage.Plain))]);
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    static ParquetStorage Storage(string text) =>
        text.StartsWith("INT96", StringComparison.Ordinal) ? ParquetStorage.Int96
        : text.Contains("NANOS=NanoSeconds", StringComparison.Ordinal) ? ParquetStorage.Nanoseconds : ParquetStorage.Plain;

    static List<(string Name, string Text)> Texts(DuckConnection connection, string sql)
    {
        var rows = new List<(string, string)>();
        foreach (var batch in connection.Read(sql))
        {
            var (names, texts) = (batch.Texts("name"), batch.Texts("text"));
            for (var row = 0; row < batch.Length; row++) rows.Add((names.Text(row) ?? "", texts.Text(row) ?? ""));
        }
        return rows;
    }
}
