namespace Microsoft.Spark.Sql;

// Functions that take a C# function from columns to a column: it is called once, and what it builds runs in Spark for every element.
public static partial class Functions
{
    /// <summary>Folds an array: merge(state, element) from the initial state, then finish(state).</summary>
    public static Column Aggregate(Column array, Column initial, Func<Column, Column, Column> merge) => Call("aggregate", array, initial, Lambda(merge));

    /// <inheritdoc cref="Aggregate(Column, Column, Func{Column, Column, Column})"/>
    public static Column Aggregate(Column array, Column initial, Func<Column, Column, Column> merge, Func<Column, Column> finish) =>
        Call("aggregate", array, initial, Lambda(merge), Lambda(finish));

    /// <summary>Folds an array: merge(state, element) from the initial state, then finish(state).</summary>
    public static Column Reduce(Column array, Column initial, Func<Column, Column, Column> merge) => Call("reduce", array, initial, Lambda(merge));

    /// <inheritdoc cref="Reduce(Column, Column, Func{Column, Column, Column})"/>
    public static Column Reduce(Column array, Column initial, Func<Column, Column, Column> merge, Func<Column, Column> finish) =>
        Call("reduce", array, initial, Lambda(merge), Lambda(finish));

    /// <summary>Whether the predicate holds for one element at least.</summary>
    public static Column Exists(Column array, Func<Column, Column> predicate) => Call("exists", array, Lambda(predicate));

    /// <summary>The elements for which the predicate holds; it may take the index, counted from 0, as its second argument.</summary>
    public static Column Filter(Column array, Func<Column, Column> predicate) => Call("filter", array, Lambda(predicate));

    /// <inheritdoc cref="Filter(Column, Func{Column, Column})"/>
    public static Column Filter(Column array, Func<Column, Column, Column> predicate) => Call("filter", array, Lambda(predicate));

    /// <summary>Whether the predicate holds for every element.</summary>
    public static Column ForAll(Column array, Func<Column, Column> predicate) => Call("forall", array, Lambda(predicate));

    /// <summary>The entries for whose key and value the predicate holds.</summary>
    public static Column MapFilter(Column map, Func<Column, Column, Column> predicate) => Call("map_filter", map, Lambda(predicate));

    /// <summary>A map of all keys of both, with what the function makes of key, value in the first and value in the second.</summary>
    public static Column MapZipWith(Column left, Column right, Func<Column, Column, Column, Column> function) => Call("map_zip_with", left, right, Lambda(function));

    /// <summary>What the function makes of each element; it may take the index, counted from 0, as its second argument.</summary>
    public static Column Transform(Column array, Func<Column, Column> function) => Call("transform", array, Lambda(function));

    /// <inheritdoc cref="Transform(Column, Func{Column, Column})"/>
    public static Column Transform(Column array, Func<Column, Column, Column> function) => Call("transform", array, Lambda(function));

    /// <summary>The map with its keys replaced by what the function makes of key and value.</summary>
    public static Column TransformKeys(Column map, Func<Column, Column, Column> function) => Call("transform_keys", map, Lambda(function));

    /// <summary>The map with its values replaced by what the function makes of key and value.</summary>
    public static Column TransformValues(Column map, Func<Column, Column, Column> function) => Call("transform_values", map, Lambda(function));

    /// <summary>What the function makes of the elements at the same place; null stands for those that the shorter array lacks.</summary>
    public static Column ZipWith(Column left, Column right, Func<Column, Column, Column> function) => Call("zip_with", left, right, Lambda(function));
}
