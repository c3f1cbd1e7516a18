namespace Microsoft.Spark.Sql;

// Java's regular expressions, and parts of URLs.
public static partial class Functions
{
    /// <summary>Whether a part of the text fits the regular expression.</summary>
    public static Column Regexp(Column text, Column pattern) => Call("regexp", text, pattern);

    /// <summary>How often the regular expression fits.</summary>
    public static Column RegexpCount(Column text, Column pattern) => Call("regexp_count", text, pattern);

    /// <summary>What a group of the regular expression fits first; an empty text where it does not fit.</summary>
    public static Column RegexpExtract(Column column, string exp, int groupIdx) => Call("regexp_extract", column, Lit(exp), Lit(groupIdx));

    /// <summary>What a group of the regular expression fits, each time; group 1 unless another is given.</summary>
    public static Column RegexpExtractAll(Column text, Column pattern, Column? group = null) => CallOptional("regexp_extract_all", text, pattern, group);

    /// <summary>The position, counted from 1, where the regular expression first fits; 0 where it does not.</summary>
    public static Column RegexpInstr(Column text, Column pattern, Column? group = null) => CallOptional("regexp_instr", text, pattern, group);

    /// <summary>Whether a part of the text fits the regular expression.</summary>
    public static Column RegexpLike(Column text, Column pattern) => Call("regexp_like", text, pattern);

    /// <summary>The text with every fit of the regular expression replaced.</summary>
    public static Column RegexpReplace(Column column, string pattern, string replacement) => Call("regexp_replace", column, Lit(pattern), Lit(replacement));

    /// <inheritdoc cref="RegexpReplace(Column, string, string)"/>
    public static Column RegexpReplace(Column column, Column pattern, Column replacement) => Call("regexp_replace", column, pattern, replacement);

    /// <summary>What the regular expression fits first; null where it does not fit.</summary>
    public static Column RegexpSubstr(Column text, Column pattern) => Call("regexp_substr", text, pattern);

    /// <summary>Whether a part of the text fits the regular expression.</summary>
    public static Column Rlike(Column text, Column pattern) => Call("rlike", text, pattern);

    /// <summary>The text cut at every fit of the regular expression, into at most so many parts.</summary>
    public static Column Split(Column column, string pattern) => Call("split", column, Lit(pattern));

    /// <inheritdoc cref="Split(Column, string)"/>
    public static Column Split(Column column, string pattern, int limit) => Call("split", column, Lit(pattern), Lit(limit));

    /// <inheritdoc cref="Split(Column, string)"/>
    public static Column Split(Column text, Column pattern) => Call("split", text, pattern);

    /// <inheritdoc cref="Split(Column, string)"/>
    public static Column Split(Column text, Column pattern, Column limit) => Call("split", text, pattern, limit);

    /// <summary>A part of a URL: HOST, PATH, QUERY, REF, PROTOCOL, FILE, AUTHORITY or USERINFO; or the value of a query's key.</summary>
    public static Column ParseUrl(Column url, Column part, Column? key = null) => CallOptional("parse_url", url, part, key);

    /// <summary>A part of a URL, or null where it is none.</summary>
    public static Column TryParseUrl(Column url, Column part, Column? key = null) => CallOptional("try_parse_url", url, part, key);

    /// <summary>The text that is written in a URL's encoding.</summary>
    public static Column UrlDecode(Column text) => Call("url_decode", text);

    /// <summary>The text in a URL's encoding.</summary>
    public static Column UrlEncode(Column text) => Call("url_encode", text);

    /// <summary>The text that is written in a URL's encoding, or null where it is not.</summary>
    public static Column TryUrlDecode(Column text) => Call("try_url_decode", text);
}
