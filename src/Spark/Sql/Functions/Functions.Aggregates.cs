namespace Microsoft.Spark.Sql;

// Aggregates: one value of the rows of a group or window. Nulls are left out where nothing else is said.
public static partial class Functions
{
    /// <summary>Whether the condition holds for one row at least.</summary>
    public static Column Any(Column condition) => Call("any", condition);

    /// <summary>The value of some row.</summary>
    public static Column AnyValue(Column column, Column? ignoreNulls = null) => CallOptional("any_value", column, ignoreNulls);

    /// <summary>The values as an array, repetitions included.</summary>
    public static Column ArrayAgg(Column column) => Call("array_agg", column);

    /// <summary>The mean.</summary>
    public static Column Avg(Column column) => Call("avg", column);

    /// <inheritdoc cref="Avg(Column)"/>
    public static Column Avg(string columnName) => Call("avg", Col(columnName));

    /// <summary>The bits that are set in all values.</summary>
    public static Column BitAnd(Column column) => Call("bit_and", column);

    /// <summary>The bits that are set in one value at least.</summary>
    public static Column BitOr(Column column) => Call("bit_or", column);

    /// <summary>The bits that are set in an odd number of values.</summary>
    public static Column BitXor(Column column) => Call("bit_xor", column);

    /// <summary>Whether the condition holds for every row.</summary>
    public static Column BoolAnd(Column condition) => Call("bool_and", condition);

    /// <summary>Whether the condition holds for one row at least.</summary>
    public static Column BoolOr(Column condition) => Call("bool_or", condition);

    /// <summary>The values as an array, repetitions included.</summary>
    public static Column CollectList(Column column) => Call("collect_list", column);

    /// <inheritdoc cref="CollectList(Column)"/>
    public static Column CollectList(string columnName) => Call("collect_list", Col(columnName));

    /// <summary>The values as an array, without repetitions.</summary>
    public static Column CollectSet(Column column) => Call("collect_set", column);

    /// <inheritdoc cref="CollectSet(Column)"/>
    public static Column CollectSet(string columnName) => Call("collect_set", Col(columnName));

    /// <summary>For how many rows the condition holds.</summary>
    public static Column CountIf(Column condition) => Call("count_if", condition);

    /// <summary>Whether the condition holds for every row.</summary>
    public static Column Every(Column condition) => Call("every", condition);

    /// <summary>The value of the first row, or of the first where it is not null.</summary>
    public static Column First(Column column, bool ignoreNulls = false) => Call("first", column, Lit(ignoreNulls));

    /// <inheritdoc cref="First(Column, bool)"/>
    public static Column First(string columnName, bool ignoreNulls = false) => Call("first", Col(columnName), Lit(ignoreNulls));

    /// <summary>The value of the first row, or of the first where it is not null.</summary>
    public static Column FirstValue(Column column, Column? ignoreNulls = null) => CallOptional("first_value", column, ignoreNulls);

    /// <summary>1 in the rows of a rollup or cube that are summed over the column, else 0.</summary>
    public static Column Grouping(Column column) => Call("grouping", column);

    /// <inheritdoc cref="Grouping(Column)"/>
    public static Column Grouping(string columnName) => Call("grouping", Col(columnName));

    /// <summary>The bits of <see cref="Grouping(Column)"/> of all grouping columns as one number.</summary>
    public static Column GroupingId(params Column[] columns) => Call("grouping_id", columns);

    /// <inheritdoc cref="GroupingId(Column[])"/>
    public static Column GroupingId(string columnName, params string[] columnNames) => GroupingId(Named(columnName, columnNames));

    /// <summary>The value of the last row, or of the last where it is not null.</summary>
    public static Column Last(Column column, bool ignoreNulls = false) => Call("last", column, Lit(ignoreNulls));

    /// <inheritdoc cref="Last(Column, bool)"/>
    public static Column Last(string columnName, bool ignoreNulls = false) => Call("last", Col(columnName), Lit(ignoreNulls));

    /// <summary>The value of the last row, or of the last where it is not null.</summary>
    public static Column LastValue(Column column, Column? ignoreNulls = null) => CallOptional("last_value", column, ignoreNulls);

    /// <summary>The texts as one, with a delimiter between them.</summary>
    public static Column Listagg(Column column, Column? delimiter = null) => CallOptional("listagg", column, delimiter);

    /// <summary>The greatest value.</summary>
    public static Column Max(Column column) => Call("max", column);

    /// <inheritdoc cref="Max(Column)"/>
    public static Column Max(string columnName) => Call("max", Col(columnName));

    /// <summary>The value of the row where another column is greatest; or an array of those of so many rows.</summary>
    public static Column MaxBy(Column column, Column order) => Call("max_by", column, order);

    /// <inheritdoc cref="MaxBy(Column, Column)"/>
    public static Column MaxBy(Column column, Column order, int count) => Call("max_by", column, order, Lit(count));

    /// <inheritdoc cref="MaxBy(Column, Column)"/>
    public static Column MaxBy(Column column, Column order, Column count) => Call("max_by", column, order, count);

    /// <summary>The mean.</summary>
    public static Column Mean(Column column) => Call("avg", column);

    /// <inheritdoc cref="Mean(Column)"/>
    public static Column Mean(string columnName) => Call("avg", Col(columnName));

    /// <summary>A measure of a metric view.</summary>
    public static Column Measure(Column column) => Call("measure", column);

    /// <summary>The least value.</summary>
    public static Column Min(Column column) => Call("min", column);

    /// <inheritdoc cref="Min(Column)"/>
    public static Column Min(string columnName) => Call("min", Col(columnName));

    /// <summary>The value of the row where another column is least; or an array of those of so many rows.</summary>
    public static Column MinBy(Column column, Column order) => Call("min_by", column, order);

    /// <inheritdoc cref="MinBy(Column, Column)"/>
    public static Column MinBy(Column column, Column order, int count) => Call("min_by", column, order, Lit(count));

    /// <inheritdoc cref="MinBy(Column, Column)"/>
    public static Column MinBy(Column column, Column order, Column count) => Call("min_by", column, order, count);

    /// <summary>The most frequent value; among several the least, when deterministic.</summary>
    public static Column Mode(Column column) => Call("mode", column);

    /// <inheritdoc cref="Mode(Column)"/>
    public static Column Mode(Column column, bool deterministic) => Call("mode", column, Lit(deterministic));

    /// <summary>The product of the values.</summary>
    public static Column Product(Column column) => CallInternal("product", column);

    /// <summary>Whether the condition holds for one row at least.</summary>
    public static Column Some(Column condition) => Call("some", condition);

    /// <summary>The texts as one, with a delimiter between them.</summary>
    public static Column StringAgg(Column column, Column? delimiter = null) => CallOptional("string_agg", column, delimiter);

    /// <summary>The sum.</summary>
    public static Column Sum(Column column) => Call("sum", column);

    /// <inheritdoc cref="Sum(Column)"/>
    public static Column Sum(string columnName) => Call("sum", Col(columnName));

    /// <summary>The mean, or null where it overflows.</summary>
    public static Column TryAvg(Column column) => Call("try_avg", column);

    /// <summary>The sum, or null where it overflows.</summary>
    public static Column TrySum(Column column) => Call("try_sum", column);

    /// <summary>The bits that are set in all bitmaps.</summary>
    public static Column BitmapAndAgg(Column bitmap) => Call("bitmap_and_agg", bitmap);

    /// <summary>A bitmap of the positions.</summary>
    public static Column BitmapConstructAgg(Column position) => Call("bitmap_construct_agg", position);

    /// <summary>The bits that are set in one bitmap at least.</summary>
    public static Column BitmapOrAgg(Column bitmap) => Call("bitmap_or_agg", bitmap);
}
