namespace Microsoft.Spark.Sql;

// Maps and structs.
public static partial class Functions
{
    /// <summary>A map of key, value, key, value, and so on.</summary>
    public static Column Map(params Column[] columns) => Call("map", columns);

    /// <summary>The entries of all maps in one.</summary>
    public static Column MapConcat(params Column[] columns) => Call("map_concat", columns);

    /// <summary>Whether the map holds the key.</summary>
    public static Column MapContainsKey(Column map, object? key) => Call("map_contains_key", map, Lit(key));

    /// <summary>The entries as an array of structs of key and value.</summary>
    public static Column MapEntries(Column column) => Call("map_entries", column);

    /// <summary>A map of an array of keys and one of values.</summary>
    public static Column MapFromArrays(Column key, Column values) => Call("map_from_arrays", key, values);

    /// <summary>A map of an array of structs of key and value.</summary>
    public static Column MapFromEntries(Column column) => Call("map_from_entries", column);

    /// <summary>The keys as an array.</summary>
    public static Column MapKeys(Column column) => Call("map_keys", column);

    /// <summary>The values as an array.</summary>
    public static Column MapValues(Column column) => Call("map_values", column);

    /// <summary>A struct of name, value, name, value, and so on.</summary>
    public static Column NamedStruct(params Column[] columns) => Call("named_struct", columns);

    /// <summary>The map that a text writes as a:1,b:2, with other delimiters where they are given.</summary>
    public static Column StrToMap(Column text, Column? pairDelimiter = null, Column? keyValueDelimiter = null) =>
        CallOptional("str_to_map", text, pairDelimiter, keyValueDelimiter);

    /// <summary>A struct of the columns, with their names.</summary>
    public static Column Struct(params Column[] columns) => Call("struct", columns);

    /// <inheritdoc cref="Struct(Column[])"/>
    public static Column Struct(string columnName, params string[] columnNames) => Struct(Named(columnName, columnNames));
}
