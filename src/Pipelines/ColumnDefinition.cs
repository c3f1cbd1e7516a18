namespace DistributedML.Pipelines;

/// <summary>A named and typed column.</summary>
/// <param name="Name">The name, as in the file's header or the event's JSON property; compared exactly.</param>
/// <param name="Type">The type.</param>
public record ColumnDefinition(string Name, ColumnType Type);

/// <summary>Types of columns of tables and events.</summary>
public enum ColumnType
{
    /// <summary>UTF-8 text.</summary>
    String,

    /// <summary>64-bit signed integer.</summary>
    Integer,

    /// <summary>64-bit floating point.</summary>
    Double,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>Local date and time without zone, to the microsecond; ISO 8601 in JSON.</summary>
    Timestamp,

    /// <summary>Calendar day; ISO 8601 in JSON.</summary>
    Date,
}
