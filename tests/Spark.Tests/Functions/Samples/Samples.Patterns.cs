using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Spark;

static partial class FunctionSamples
{
    public static readonly SampleTable Patterns = new(Sources.Row)
    {
        { () => Regexp(Col("s"), Lit("^Sp")), "regexp(s, '^Sp')" },
        { () => RegexpCount(Lit("Steven Jones and Stephen Smith"), Lit("Ste(v|ph)en")), "regexp_count('Steven Jones and Stephen Smith', 'Ste(v|ph)en')" },
        { () => RegexpExtract(Lit("100-200"), "([0-9]+)-([0-9]+)", 2), "regexp_extract('100-200', '([0-9]+)-([0-9]+)', 2)" },
        { () => RegexpExtractAll(Lit("100-200, 300-400"), Lit("([0-9]+)-([0-9]+)"), Lit(2)), "regexp_extract_all('100-200, 300-400', '([0-9]+)-([0-9]+)', 2)" },
        { () => RegexpExtractAll(Lit("100-200, 300-400"), Lit("([0-9]+)-([0-9]+)")), "regexp_extract_all('100-200, 300-400', '([0-9]+)-([0-9]+)')" },
        { () => RegexpInstr(Lit("user@spark.org"), Lit("@[^.]*"), Lit(0)), "regexp_instr('user@spark.org', '@[^.]*', 0)" },
        { () => RegexpInstr(Lit("user@spark.org"), Lit("@[^.]*")), "regexp_instr('user@spark.org', '@[^.]*')" },
        { () => RegexpLike(Col("s"), Lit("^Sp")), "regexp_like(s, '^Sp')" },
        { () => RegexpReplace(Lit("100-200"), "([0-9]+)", "num"), "regexp_replace('100-200', '([0-9]+)', 'num')" },
        { () => RegexpReplace(Lit("100-200"), Lit("([0-9]+)"), Lit("num")), "regexp_replace('100-200', '([0-9]+)', 'num')" },
        { () => RegexpSubstr(Col("s"), Lit("S[QR]L")), "regexp_substr(s, 'S[QR]L')" },
        { () => Rlike(Col("s"), Lit("^Sp")), "rlike(s, '^Sp')" },
        { () => Split(Lit("oneAtwoBthreeC"), "[ABC]"), "split('oneAtwoBthreeC', '[ABC]')" },
        { () => Split(Lit("oneAtwoBthreeC"), "[ABC]", 2), "split('oneAtwoBthreeC', '[ABC]', 2)" },
        { () => Split(Lit("oneAtwoBthreeC"), Lit("[ABC]")), "split('oneAtwoBthreeC', '[ABC]')" },
        { () => Split(Lit("oneAtwoBthreeC"), Lit("[ABC]"), Lit(2)), "split('oneAtwoBthreeC', '[ABC]', 2)" },
        { () => ParseUrl(Col("url"), Lit("QUERY"), Lit("k")), "parse_url(url, 'QUERY', 'k')" },
        { () => ParseUrl(Col("url"), Lit("QUERY")), "parse_url(url, 'QUERY')" },
        { () => TryParseUrl(Col("url"), Lit("QUERY"), Lit("k")), "try_parse_url(url, 'QUERY', 'k')" },
        { () => TryParseUrl(Col("url"), Lit("QUERY")), "try_parse_url(url, 'QUERY')" },
        { () => UrlDecode(Lit("a%20b")), "url_decode('a%20b')" },
        { () => UrlEncode(Lit("a b")), "url_encode('a b')" },
        { () => TryUrlDecode(Lit("a%20b")), "try_url_decode('a%20b')" },
    };
}
