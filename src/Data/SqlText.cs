namespace DistributedML.Data;

/// <summary>Names and texts as they are written in SQL.</summary>
public static class SqlText
{
    /// <summary>A name as an SQL identifier.</summary>
    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"")}\"";

    /// <summary>A path as a glob of DuckDB that it alone matches.</summary>
    public static string Glob(string path) => string.Concat(path.Select(letter => letter is '*' or '?' or '[' ? $"[{letter}]" : letter.ToString()));

    /// <summary>A text as an SQL literal.</summary>
    public static string Literal(string text) => $"'{text.Replace("'", "''")}'";

    /// <summary>The tokens of SQL, with all between them: a text, a quoted name, a comment, or one character.</summary>
    public static IEnumerable<(int Start, string Text, bool IsComment)> Tokens(string sql)
    {
        for (var at = 0; at < sql.Length;)
        {
            var end = End(sql, at);
            yield return (at, sql[at..end], end > at + 1 && sql[at] is '-' or '/');
            at = end;
        }
    }

    static int End(string sql, int at) => sql[at] switch
    {
        '\'' or '"' or '`' => After(sql, sql[at].ToString(), at + 1),   // a doubled quote ends one token and begins another, which comes to the same
        '-' when sql.AsSpan(at).StartsWith("--") => After(sql, "\n", at + 2),
        '/' when sql.AsSpan(at).StartsWith("/*") => After(sql, "*/", at + 2),
        _ => at + 1,
    };

    static int After(string sql, string mark, int from) => sql.IndexOf(mark, from, StringComparison.Ordinal) is >= 0 and var place ? place + mark.Length : sql.Length;
}
