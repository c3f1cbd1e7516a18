namespace Microsoft.Spark.Sql;

public sealed partial class DataFrameReader
{
    /// <summary>Reads a table of a database in one partition. The driver is a jar of the server.</summary>
    /// <param name="url">jdbc:subprotocol:subname.</param>
    /// <param name="table">The table, or a query in parentheses with a name.</param>
    /// <param name="properties">user, password, driver, fetchsize, ...</param>
    public DataFrame Jdbc(string url, string table, Dictionary<string, string> properties) => Jdbc(url, table, properties, []);

    /// <summary>Reads a table of a database in parallel, a range of a column's values a partition. All rows are read; the bounds only place the ranges.</summary>
    /// <param name="url">jdbc:subprotocol:subname.</param>
    /// <param name="table">The table, or a query in parentheses with a name.</param>
    /// <param name="columnName">A number, date or timestamp.</param>
    /// <param name="lowerBound">Where the second range starts, nearly.</param>
    /// <param name="upperBound">Where the last range starts, nearly.</param>
    /// <param name="numPartitions">How many ranges.</param>
    /// <param name="properties">user, password, driver, fetchsize, ...</param>
    public DataFrame Jdbc(string url, string table, string columnName, long lowerBound, long upperBound, int numPartitions, Dictionary<string, string> properties) =>
        Option("partitionColumn", columnName).Option("lowerBound", lowerBound).Option("upperBound", upperBound).Option("numPartitions", numPartitions)
            .Jdbc(url, table, properties);

    /// <summary>Reads a table of a database in parallel, the rows of one condition a partition.</summary>
    /// <param name="url">jdbc:subprotocol:subname.</param>
    /// <param name="table">The table, or a query in parentheses with a name.</param>
    /// <param name="predicates">Conditions in the database's SQL; a row that meets two of them is read twice.</param>
    /// <param name="properties">user, password, driver, fetchsize, ...</param>
    public DataFrame Jdbc(string url, string table, IEnumerable<string> predicates, Dictionary<string, string> properties) =>
        Jdbc(url, table, properties, predicates);

    DataFrame Jdbc(string url, string table, Dictionary<string, string> properties, IEnumerable<string> predicates)
    {
        Format("jdbc").Options(properties).Option("url", url).Option("dbtable", table);
        var source = Source([]);
        source.Predicates.Add(predicates);
        return new(_session, SparkSession.NewRelation(relation => relation.Read = new() { DataSource = source }));
    }
}
