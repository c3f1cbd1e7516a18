namespace Microsoft.Spark.Sql;

// What the query, the session and the server know of themselves; and random values.
public static partial class Functions
{
    /// <summary>The current catalog.</summary>
    public static Column CurrentCatalog() => Call("current_catalog");

    /// <summary>The current database.</summary>
    public static Column CurrentDatabase() => Call("current_database");

    /// <summary>The schemas in which names are looked up.</summary>
    public static Column CurrentPath() => Call("current_path");

    /// <summary>The current database.</summary>
    public static Column CurrentSchema() => Call("current_schema");

    /// <summary>The user of the session.</summary>
    public static Column CurrentUser() => Call("current_user");

    /// <summary>The length of the part of the file that is read; -1 where none is.</summary>
    public static Column InputFileBlockLength() => Call("input_file_block_length");

    /// <summary>The start of the part of the file that is read; -1 where none is.</summary>
    public static Column InputFileBlockStart() => Call("input_file_block_start");

    /// <summary>The file that the row was read from; an empty text where there is none.</summary>
    public static Column InputFileName() => Call("input_file_name");

    /// <summary>A different 64-bit number for every row: the partition in its upper bits, the row in its lower 33.</summary>
    public static Column MonotonicallyIncreasingId() => Call("monotonically_increasing_id");

    /// <summary>The user of the session.</summary>
    public static Column SessionUser() => Call("session_user");

    /// <summary>The number of the row's partition.</summary>
    public static Column SparkPartitionId() => Call("spark_partition_id");

    /// <summary>The type of the value, in SQL.</summary>
    public static Column Typeof(Column value) => Call("typeof", value);

    /// <summary>The user of the session.</summary>
    public static Column User() => Call("user");

    /// <summary>Spark's version.</summary>
    public static Column Version() => Call("version");

    /// <summary>The value of a user-defined type as what it is stored as.</summary>
    public static Column UnwrapUdt(Column column) => CallInternal("unwrap_udt", column);
}
