namespace Microsoft.Spark.Sql;

// Arrays.
public static partial class Functions
{
    /// <summary>An array of the values, which are of one type.</summary>
    public static Column Array(params Column[] columns) => Call("array", columns);

    /// <inheritdoc cref="Array(Column[])"/>
    public static Column Array(string columnName, params string[] columnNames) => Array(Named(columnName, columnNames));

    /// <summary>The array with an element more at its end.</summary>
    public static Column ArrayAppend(Column array, object? element) => Call("array_append", array, Lit(element));

    /// <summary>The array without its nulls.</summary>
    public static Column ArrayCompact(Column array) => Call("array_compact", array);

    /// <summary>Whether the array holds the value; null when it does not and holds a null.</summary>
    public static Column ArrayContains(Column column, object? value) => Call("array_contains", column, Lit(value));

    /// <summary>The array without repetitions.</summary>
    public static Column ArrayDistinct(Column column) => Call("array_distinct", column);

    /// <summary>The elements of the first that are not in the second, without repetitions.</summary>
    public static Column ArrayExcept(Column col1, Column col2) => Call("array_except", col1, col2);

    /// <summary>The array with an element more at a position counted from 1, or from the end when negative.</summary>
    public static Column ArrayInsert(Column array, Column position, Column value) => Call("array_insert", array, position, value);

    /// <summary>The elements that are in both, without repetitions.</summary>
    public static Column ArrayIntersect(Column col1, Column col2) => Call("array_intersect", col1, col2);

    /// <summary>The elements as one text with a delimiter between them; nulls are left out or replaced.</summary>
    public static Column ArrayJoin(Column column, string delimiter, string nullReplacement) => Call("array_join", column, Lit(delimiter), Lit(nullReplacement));

    /// <inheritdoc cref="ArrayJoin(Column, string, string)"/>
    public static Column ArrayJoin(Column column, string delimiter) => Call("array_join", column, Lit(delimiter));

    /// <summary>The greatest element, nulls left out.</summary>
    public static Column ArrayMax(Column column) => Call("array_max", column);

    /// <summary>The least element, nulls left out.</summary>
    public static Column ArrayMin(Column column) => Call("array_min", column);

    /// <summary>The position, counted from 1, where the value first occurs; 0 where it does not.</summary>
    public static Column ArrayPosition(Column column, object? value) => Call("array_position", column, Lit(value));

    /// <summary>The array with an element more at its start.</summary>
    public static Column ArrayPrepend(Column array, object? element) => Call("array_prepend", array, Lit(element));

    /// <summary>The array without the elements that are equal to this.</summary>
    public static Column ArrayRemove(Column column, object? element) => Call("array_remove", column, Lit(element));

    /// <summary>An array of the value so many times.</summary>
    public static Column ArrayRepeat(Column left, Column right) => Call("array_repeat", left, right);

    /// <inheritdoc cref="ArrayRepeat(Column, Column)"/>
    public static Column ArrayRepeat(Column left, int count) => Call("array_repeat", left, Lit(count));

    /// <summary>The number of elements; null of null.</summary>
    public static Column ArraySize(Column array) => Call("array_size", array);

    /// <summary>The array in ascending order, nulls last; or in the order of a comparator that answers less than 0, 0 or more than 0.</summary>
    public static Column ArraySort(Column column) => Call("array_sort", column);

    /// <inheritdoc cref="ArraySort(Column)"/>
    public static Column ArraySort(Column array, Func<Column, Column, Column> comparator) => Call("array_sort", array, Lambda(comparator));

    /// <summary>The elements that are in one of both, without repetitions.</summary>
    public static Column ArrayUnion(Column col1, Column col2) => Call("array_union", col1, col2);

    /// <summary>Whether an element that is not null is in both; null when none is and one of them holds a null.</summary>
    public static Column ArraysOverlap(Column a1, Column a2) => Call("arrays_overlap", a1, a2);

    /// <summary>An array of structs: the first elements of all arrays, the second, and so on.</summary>
    public static Column ArraysZip(params Column[] columns) => Call("arrays_zip", columns);

    /// <summary>The number of elements of an array or map.</summary>
    public static Column Cardinality(Column collection) => Call("cardinality", collection);

    /// <summary>Texts, bytes or arrays, one after the other.</summary>
    public static Column Concat(params Column[] columns) => Call("concat", columns);

    /// <summary>The element of an array at a position counted from 1, or from the end when negative; or the value of a map's key.</summary>
    public static Column ElementAt(Column column, object? value) => Call("element_at", column, Lit(value));

    /// <summary>A row for each element of an array or entry of a map.</summary>
    public static Column Explode(Column column) => Call("explode", column);

    /// <summary>A row for each element of an array or entry of a map; a row of null where there is none.</summary>
    public static Column ExplodeOuter(Column column) => Call("explode_outer", column);

    /// <summary>An array of arrays as one array.</summary>
    public static Column Flatten(Column column) => Call("flatten", column);

    /// <summary>The element at an index counted from 0; null outside the array.</summary>
    public static Column Get(Column array, Column index) => Call("get", array, index);

    /// <summary>A row for each struct of an array, with its fields as columns.</summary>
    public static Column Inline(Column structs) => Call("inline", structs);

    /// <summary>A row for each struct of an array, with its fields as columns; a row of nulls where there is none.</summary>
    public static Column InlineOuter(Column structs) => Call("inline_outer", structs);

    /// <summary>A row for each element of an array or entry of a map, with its position counted from 0.</summary>
    public static Column PosExplode(Column column) => Call("posexplode", column);

    /// <summary>A row for each element of an array or entry of a map, with its position; a row of nulls where there is none.</summary>
    public static Column PosExplodeOuter(Column column) => Call("posexplode_outer", column);

    /// <summary>The text or array from its end to its start.</summary>
    public static Column Reverse(Column column) => Call("reverse", column);

    /// <summary>An array from start to stop, both included, in steps: of numbers, dates or timestamps.</summary>
    public static Column Sequence(Column start, Column stop, Column step) => Call("sequence", start, stop, step);

    /// <inheritdoc cref="Sequence(Column, Column, Column)"/>
    public static Column Sequence(Column start, Column stop) => Call("sequence", start, stop);

    /// <summary>The number of elements of an array or map.</summary>
    public static Column Size(Column column) => Call("size", column);

    /// <summary>The part of an array from a position, counted from 1 or from the end when negative, of a length.</summary>
    public static Column Slice(Column column, int start, int length) => Call("slice", column, Lit(start), Lit(length));

    /// <inheritdoc cref="Slice(Column, int, int)"/>
    public static Column Slice(Column column, Column start, Column length) => Call("slice", column, start, length);

    /// <summary>The array in order: nulls first when ascending, last when descending.</summary>
    public static Column SortArray(Column column, bool asc = true) => Call("sort_array", column, Lit(asc));

    /// <summary>So many rows as the first argument says, of the others in turn.</summary>
    public static Column Stack(params Column[] arguments) => Call("stack", arguments);

    /// <summary>The element of an array at a position counted from 1, or the value of a map's key; null where there is none.</summary>
    public static Column TryElementAt(Column collection, Column key) => Call("try_element_at", collection, key);
}
