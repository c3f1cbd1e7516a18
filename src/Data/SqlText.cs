namespace DistributedML.Data;

/// <summary>Names and texts as they are written in SQL.</summary>
public static class SqlText
{
    /// <summary>A name as an SQL identifier.</summary>
    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"")}\"";

    /// <summary>A text as an SQL literal.</summary>
    public static string Literal(string text) => $"'{text.Replace("'", "''")}'";
}
