using System.Text;

namespace DistributedML.Engines;

/// <summary>SQL as DuckDB reads it, written for Spark: a backslash in a text is a character like others, where Spark would take it for the start of an escape.</summary>
static class SparkSqlText
{
    /// <summary>The SQL for Spark.</summary>
    internal static string Of(string sql)
    {
        if (!sql.Contains('\\')) return sql;
        var text = new StringBuilder(sql.Length + 16);
        for (var at = 0; at < sql.Length;)
        {
            var end = End(sql, at);
            var token = sql.AsSpan(at, end - at);
            if (sql[at] == '\'') text.Append(token.ToString().Replace(@"\", @"\\"));
            else text.Append(token);
            at = end;
        }
        return text.ToString();
    }

    /// <summary>Where the token at a place ends: a text, a quoted name, a comment, or one character.</summary>
    static int End(string sql, int at) => sql[at] switch
    {
        '\'' or '"' or '`' => After(sql, sql[at].ToString(), at + 1),   // a doubled quote ends one token and begins another, which comes to the same
        '-' when sql.AsSpan(at).StartsWith("--") => After(sql, "\n", at + 2),
        '/' when sql.AsSpan(at).StartsWith("/*") => After(sql, "*/", at + 2),
        _ => at + 1,
    };

    static int After(string sql, string mark, int from) => sql.IndexOf(mark, from, StringComparison.Ordinal) is >= 0 and var place ? place + mark.Length : sql.Length;
}
