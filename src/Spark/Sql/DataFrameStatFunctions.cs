using DistributedML.Spark.Connect;
using DistributedML.Spark.Connect.Protocol;

namespace Microsoft.Spark.Sql;

/// <summary>Statistics of columns; made by <see cref="DataFrame.Stat"/>.</summary>
public sealed class DataFrameStatFunctions
{
    const double FrequentSupport = 0.01;

    readonly DataFrame _rows;

    internal DataFrameStatFunctions(DataFrame rows) => _rows = rows;

    /// <summary>Quantiles of a column of numbers, exact up to an error in rank; empty when it has no value.</summary>
    /// <param name="columnName">The column.</param>
    /// <param name="probabilities">Each in [0, 1]; 0.5 is the median.</param>
    /// <param name="relativeError">How far the rank may be off, as a share of the rows; 0 is exact and dear.</param>
    public double[] ApproxQuantile(string columnName, IEnumerable<double> probabilities, double relativeError) =>
        Blocking.Wait(() => ApproxQuantileAsync(columnName, probabilities, relativeError));

    /// <inheritdoc cref="ApproxQuantile"/>
    public async Task<double[]> ApproxQuantileAsync(string columnName, IEnumerable<double> probabilities, double relativeError, CancellationToken cancel = default)
    {
        // The answer is one row with one list a column, and each list has one value a probability.
        var lists = Derive(relation => relation.ApproxQuantile = new()
        {
            Input = _rows.Relation,
            Cols = { columnName },
            Probabilities = { probabilities },
            RelativeError = relativeError,
        });
        return [.. await lists.SelectExpr("explode(approx_quantile[0])").ToListAsync<double>(cancel).ConfigureAwait(false)];
    }

    /// <summary>The sample covariance of two columns of numbers.</summary>
    public double Cov(string colName1, string colName2) => Blocking.Wait(() => CovAsync(colName1, colName2));

    /// <inheritdoc cref="Cov"/>
    public Task<double> CovAsync(string colName1, string colName2, CancellationToken cancel = default) =>
        NumberAsync(relation => relation.Cov = new() { Input = _rows.Relation, Col1 = colName1, Col2 = colName2 }, cancel);

    /// <summary>The correlation of two columns of numbers.</summary>
    /// <param name="colName1">One column.</param>
    /// <param name="colName2">The other.</param>
    /// <param name="method">pearson, the only one that Spark has.</param>
    public double Corr(string colName1, string colName2, string method) => Blocking.Wait(() => CorrAsync(colName1, colName2, method));

    /// <summary>Pearson's correlation of two columns of numbers.</summary>
    public double Corr(string colName1, string colName2) => Corr(colName1, colName2, "pearson");

    /// <inheritdoc cref="Corr(string, string, string)"/>
    public Task<double> CorrAsync(string colName1, string colName2, string method = "pearson", CancellationToken cancel = default) =>
        NumberAsync(relation => relation.Corr = new() { Input = _rows.Relation, Col1 = colName1, Col2 = colName2, Method = method }, cancel);

    /// <summary>How often each pair of values occurs: a row for each value of the first column, a column for each of the second.</summary>
    public DataFrame Crosstab(string colName1, string colName2) =>
        Derive(relation => relation.Crosstab = new() { Input = _rows.Relation, Col1 = colName1, Col2 = colName2 });

    /// <summary>One row with lists of the values that occur in at least this share of the rows, and perhaps some others.</summary>
    public DataFrame FreqItems(IEnumerable<string> columnNames, double support) =>
        Derive(relation => relation.FreqItems = new() { Input = _rows.Relation, Cols = { columnNames }, Support = support });

    /// <summary>One row with lists of the values that occur in at least one of 100 rows, and perhaps some others.</summary>
    public DataFrame FreqItems(IEnumerable<string> columnNames) => FreqItems(columnNames, FrequentSupport);

    /// <summary>Each row with the probability of its value in the column; values without one are left out.</summary>
    public DataFrame SampleBy<T>(string columnName, IDictionary<T, double> fractions, long seed) => SampleBy(Column.Named(columnName), fractions, seed);

    /// <summary>Each row with the probability of its value of the expression; values without one are left out.</summary>
    public DataFrame SampleBy<T>(Column column, IDictionary<T, double> fractions, long seed) => Derive(relation => relation.SampleBy = new()
    {
        Input = _rows.Relation,
        Col = column.Expression,
        Fractions = { fractions.Select(pair => new StatSampleBy.Types.Fraction { Stratum = Literals.Of(pair.Key), Fraction_ = pair.Value }) },
        Seed = seed,
    });

    DataFrame Derive(Action<Relation> fill) => new(_rows.Session, SparkSession.NewRelation(fill));

    async Task<double> NumberAsync(Action<Relation> fill, CancellationToken cancel) =>
        (await Derive(fill).ToListAsync<double>(cancel).ConfigureAwait(false)).Single();
}
