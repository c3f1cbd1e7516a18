namespace Microsoft.Spark.Sql;

// Aggregates of statistics.
public static partial class Functions
{
    /// <summary>The value below which about that share of the values lies; an error of 1/accuracy is allowed.</summary>
    public static Column ApproxPercentile(Column column, Column percentage, Column accuracy) => Call("approx_percentile", column, percentage, accuracy);

    /// <summary>Pearson's correlation.</summary>
    public static Column Corr(Column column1, Column column2) => Call("corr", column1, column2);

    /// <inheritdoc cref="Corr(Column, Column)"/>
    public static Column Corr(string columnName1, string columnName2) => Call("corr", Col(columnName1), Col(columnName2));

    /// <summary>The covariance of a population.</summary>
    public static Column CovarPop(Column column1, Column column2) => Call("covar_pop", column1, column2);

    /// <inheritdoc cref="CovarPop(Column, Column)"/>
    public static Column CovarPop(string columnName1, string columnName2) => Call("covar_pop", Col(columnName1), Col(columnName2));

    /// <summary>The covariance of a sample.</summary>
    public static Column CovarSamp(Column column1, Column column2) => Call("covar_samp", column1, column2);

    /// <inheritdoc cref="CovarSamp(Column, Column)"/>
    public static Column CovarSamp(string columnName1, string columnName2) => Call("covar_samp", Col(columnName1), Col(columnName2));

    /// <summary>A histogram of so many bins of varying width, as array of structs of x and y.</summary>
    public static Column HistogramNumeric(Column column, Column bins) => Call("histogram_numeric", column, bins);

    /// <summary>The excess kurtosis.</summary>
    public static Column Kurtosis(Column column) => Call("kurtosis", column);

    /// <inheritdoc cref="Kurtosis(Column)"/>
    public static Column Kurtosis(string columnName) => Call("kurtosis", Col(columnName));

    /// <summary>The median.</summary>
    public static Column Median(Column column) => Call("median", column);

    /// <summary>The exact value below which that share of the values lies, interpolated; each row counts so often as its frequency.</summary>
    public static Column Percentile(Column column, Column percentage, Column? frequency = null) => CallOptional("percentile", column, percentage, frequency);

    /// <summary>The value below which about that share of the values lies; an error of 1/accuracy is allowed.</summary>
    public static Column PercentileApprox(Column column, Column percentage, Column accuracy) => Call("percentile_approx", column, percentage, accuracy);

    /// <summary>The mean of x over the rows where neither is null.</summary>
    public static Column RegrAvgx(Column y, Column x) => Call("regr_avgx", y, x);

    /// <summary>The mean of y over the rows where neither is null.</summary>
    public static Column RegrAvgy(Column y, Column x) => Call("regr_avgy", y, x);

    /// <summary>The number of rows where neither is null.</summary>
    public static Column RegrCount(Column y, Column x) => Call("regr_count", y, x);

    /// <summary>The intercept of the least squares line y = a + b·x.</summary>
    public static Column RegrIntercept(Column y, Column x) => Call("regr_intercept", y, x);

    /// <summary>The coefficient of determination of the least squares line.</summary>
    public static Column RegrR2(Column y, Column x) => Call("regr_r2", y, x);

    /// <summary>The slope of the least squares line y = a + b·x.</summary>
    public static Column RegrSlope(Column y, Column x) => Call("regr_slope", y, x);

    /// <summary>The sum of squares of x around its mean.</summary>
    public static Column RegrSxx(Column y, Column x) => Call("regr_sxx", y, x);

    /// <summary>The sum of products of x and y around their means.</summary>
    public static Column RegrSxy(Column y, Column x) => Call("regr_sxy", y, x);

    /// <summary>The sum of squares of y around its mean.</summary>
    public static Column RegrSyy(Column y, Column x) => Call("regr_syy", y, x);

    /// <summary>The skewness.</summary>
    public static Column Skewness(Column column) => Call("skewness", column);

    /// <inheritdoc cref="Skewness(Column)"/>
    public static Column Skewness(string columnName) => Call("skewness", Col(columnName));

    /// <summary>The standard deviation of a sample.</summary>
    public static Column Std(Column column) => Call("std", column);

    /// <summary>The standard deviation of a sample.</summary>
    public static Column Stddev(Column column) => Call("stddev", column);

    /// <inheritdoc cref="Stddev(Column)"/>
    public static Column Stddev(string columnName) => Call("stddev", Col(columnName));

    /// <summary>The standard deviation of a sample.</summary>
    public static Column StddevSamp(Column column) => Call("stddev_samp", column);

    /// <inheritdoc cref="StddevSamp(Column)"/>
    public static Column StddevSamp(string columnName) => Call("stddev_samp", Col(columnName));

    /// <summary>The standard deviation of a population.</summary>
    public static Column StddevPop(Column column) => Call("stddev_pop", column);

    /// <inheritdoc cref="StddevPop(Column)"/>
    public static Column StddevPop(string columnName) => Call("stddev_pop", Col(columnName));

    /// <summary>The variance of a sample.</summary>
    public static Column Variance(Column column) => Call("variance", column);

    /// <inheritdoc cref="Variance(Column)"/>
    public static Column Variance(string columnName) => Call("variance", Col(columnName));

    /// <summary>The variance of a sample.</summary>
    public static Column VarSamp(Column column) => Call("var_samp", column);

    /// <inheritdoc cref="VarSamp(Column)"/>
    public static Column VarSamp(string columnName) => Call("var_samp", Col(columnName));

    /// <summary>The variance of a population.</summary>
    public static Column VarPop(Column column) => Call("var_pop", column);

    /// <inheritdoc cref="VarPop(Column)"/>
    public static Column VarPop(string columnName) => Call("var_pop", Col(columnName));
}
