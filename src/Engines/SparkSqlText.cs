using DistributedML.Data;

namespace DistributedML.Engines;

/// <summary>SQL as DuckDB reads it, written for Spark: a backslash in a text is a character like others, where Spark would take it for the start of an escape.</summary>
static class SparkSqlText
{
    /// <summary>The SQL for Spark.</summary>
    internal static string Of(string sql) => !sql.Contains('\\') ? sql
        : string.Concat(SqlText.Tokens(sql).Select(token => token.Text[0] == '\'' ? token.Text.Replace(@"\", @"\\") : token.Text));
}
