using DistributedML.Spark.Connect.Protocol;

namespace Microsoft.Spark.Sql;

/// <summary>What to do about nulls and NaN; made by <see cref="DataFrame.Na"/>.</summary>
public sealed class DataFrameNaFunctions
{
    readonly DataFrame _rows;

    internal DataFrameNaFunctions(DataFrame rows) => _rows = rows;

    /// <summary>The rows without any null or NaN.</summary>
    public DataFrame Drop() => Drop("any");

    /// <summary>The rows without any null or NaN, or with any other value.</summary>
    /// <param name="how">any or all.</param>
    public DataFrame Drop(string how) => Drop(how, null);

    /// <summary>The rows without any null or NaN in these columns.</summary>
    public DataFrame Drop(IEnumerable<string> columnNames) => Drop("any", columnNames);

    /// <summary>The rows without any null or NaN in these columns, or with any other value in one of them.</summary>
    /// <param name="how">any or all.</param>
    /// <param name="columnNames">The columns; null for all.</param>
    public DataFrame Drop(string how, IEnumerable<string>? columnNames) => how.ToLowerInvariant() switch
    {
        "any" => Drop((int?)null, columnNames),
        "all" => Drop((int?)1, columnNames),
        _ => throw new ArgumentException($"'{how}' is no way to drop rows: expected any or all", nameof(how)),
    };

    /// <summary>The rows with at least this many values that are neither null nor NaN.</summary>
    public DataFrame Drop(int minNonNulls) => Drop((int?)minNonNulls, null);

    /// <summary>The rows with at least this many values in these columns that are neither null nor NaN.</summary>
    public DataFrame Drop(int minNonNulls, IEnumerable<string> columnNames) => Drop((int?)minNonNulls, columnNames);

    /// <summary>The value in place of null and NaN in columns of numbers.</summary>
    public DataFrame Fill(long value) => Fill(null, value);

    /// <summary>The value in place of null and NaN in columns of numbers.</summary>
    public DataFrame Fill(double value) => Fill(null, value);

    /// <summary>The value in place of null in columns of texts.</summary>
    public DataFrame Fill(string value) => Fill(null, value);

    /// <summary>The value in place of null in columns of booleans.</summary>
    public DataFrame Fill(bool value) => Fill(null, value);

    /// <summary>The value in place of null and NaN in those of the columns that are numbers.</summary>
    public DataFrame Fill(long value, IEnumerable<string> columnNames) => Fill(columnNames, value);

    /// <summary>The value in place of null and NaN in those of the columns that are numbers.</summary>
    public DataFrame Fill(double value, IEnumerable<string> columnNames) => Fill(columnNames, value);

    /// <summary>The value in place of null in those of the columns that are texts.</summary>
    public DataFrame Fill(string value, IEnumerable<string> columnNames) => Fill(columnNames, value);

    /// <summary>The value in place of null in those of the columns that are booleans.</summary>
    public DataFrame Fill(bool value, IEnumerable<string> columnNames) => Fill(columnNames, value);

    /// <summary>A value for each column in place of null and NaN.</summary>
    public DataFrame Fill(IDictionary<string, int> valueMap) => FillEach(valueMap.ToDictionary(pair => pair.Key, pair => (long)pair.Value));

    /// <inheritdoc cref="Fill(IDictionary{string, int})"/>
    public DataFrame Fill(IDictionary<string, long> valueMap) => FillEach(valueMap);

    /// <inheritdoc cref="Fill(IDictionary{string, int})"/>
    public DataFrame Fill(IDictionary<string, double> valueMap) => FillEach(valueMap);

    /// <inheritdoc cref="Fill(IDictionary{string, int})"/>
    public DataFrame Fill(IDictionary<string, string> valueMap) => FillEach(valueMap);

    /// <inheritdoc cref="Fill(IDictionary{string, int})"/>
    public DataFrame Fill(IDictionary<string, bool> valueMap) => FillEach(valueMap);

    /// <summary>Values of a column (<c>*</c>: of all) replaced by others.</summary>
    public DataFrame Replace(string columnName, IDictionary<double, double> replacement) => Replace(Names(columnName), replacement);

    /// <inheritdoc cref="Replace(string, IDictionary{double, double})"/>
    public DataFrame Replace(string columnName, IDictionary<bool, bool> replacement) => Replace(Names(columnName), replacement);

    /// <inheritdoc cref="Replace(string, IDictionary{double, double})"/>
    public DataFrame Replace(string columnName, IDictionary<string, string> replacement) => Replace(Names(columnName), replacement);

    /// <summary>Values of these columns replaced by others.</summary>
    public DataFrame Replace(IEnumerable<string> columnNames, IDictionary<double, double> replacement) => Replace<double>(columnNames, replacement);

    /// <inheritdoc cref="Replace(IEnumerable{string}, IDictionary{double, double})"/>
    public DataFrame Replace(IEnumerable<string> columnNames, IDictionary<bool, bool> replacement) => Replace<bool>(columnNames, replacement);

    /// <inheritdoc cref="Replace(IEnumerable{string}, IDictionary{double, double})"/>
    public DataFrame Replace(IEnumerable<string> columnNames, IDictionary<string, string> replacement) => Replace<string>(columnNames, replacement);

    static string[] Names(string columnName) => columnName == "*" ? [] : [columnName];

    DataFrame Drop(int? minNonNulls, IEnumerable<string>? columns) => Derive(relation =>
    {
        relation.DropNa = new() { Input = _rows.Relation, Cols = { columns ?? [] } };
        if (minNonNulls is { } least) relation.DropNa.MinNonNulls = least;
    });

    // No columns means all of them to the server, but a list that is empty means none.
    DataFrame Fill(IEnumerable<string>? columns, object value) => columns is not null && !columns.Any()
        ? _rows
        : Derive(relation => relation.FillNa = new() { Input = _rows.Relation, Cols = { columns ?? [] }, Values = { Literals.Of(value) } });

    DataFrame FillEach<T>(IDictionary<string, T> values) => values.Count == 0
        ? _rows
        : Derive(relation => relation.FillNa = new() { Input = _rows.Relation, Cols = { values.Keys }, Values = { values.Values.Select(value => Literals.Of(value)) } });

    DataFrame Replace<T>(IEnumerable<string> columns, IDictionary<T, T> replacement) => Derive(relation => relation.Replace = new()
    {
        Input = _rows.Relation,
        Cols = { columns },
        Replacements = { replacement.Select(pair => new NAReplace.Types.Replacement { OldValue = Literals.Of(pair.Key), NewValue = Literals.Of(pair.Value) }) },
    });

    DataFrame Derive(Action<Relation> fill) => new(_rows.Session, SparkSession.NewRelation(fill));
}
