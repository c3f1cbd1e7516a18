using System.Text;
using System.Text.RegularExpressions;

namespace DistributedML.Pipelines.Rules;

/// <summary>
/// A regular expression that means the same in the SQL of DuckDB (RE2) and of Spark (Java), and in .NET: literals, <c>.</c> (any character but a line break), classes with ranges,
/// <c>\d \w \s</c> (ASCII) and their opposites, groups, <c>|</c>, and the quantifiers <c>* + ? {n} {n,} {n,m}</c>. It matches whole texts, in linear time.
/// What they would read differently (anchors, look-around, Unicode classes, back-references) is refused.
/// </summary>
public sealed class Pattern
{
    const string Surrogate = @"[\uD800-\uDBFF][\uDC00-\uDFFF]";
    const int MostRepeats = 1_000;   // RE2's own bound

    readonly Regex _regex;

    /// <summary>Compiles a pattern.</summary>
    /// <exception cref="FormatException">The text is no such pattern; the message names what stands at which place.</exception>
    public Pattern(string text)
    {
        Text = text;
        var (translation, sql) = new Translator(text).Translate();
        Sql = sql;
        try
        {
            _regex = new Regex($@"\A(?:{translation})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw new FormatException($"too large: {exception.Message}", exception);
        }
    }

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    /// <summary>The pattern as RE2 and Java read it alike: to Java <c>&amp;&amp;</c> within a class and other letters would mean more than themselves.</summary>
    public string Sql { get; }

    /// <summary>Whether the whole text matches. Allocates nothing.</summary>
    public bool Matches(ReadOnlySpan<char> text) => _regex.IsMatch(text);

    /// <summary>Checks the pattern by recursive descent and writes it anew for .NET, whose characters are UTF-16 units, and for SQL.</summary>
    ref struct Translator(string text)
    {
        readonly StringBuilder _output = new();
        readonly StringBuilder _sql = new();
        int _at;

        readonly bool More => _at < text.Length;

        internal (string Net, string Sql) Translate()
        {
            Alternatives();
            return More ? throw Wrong("a ')' without '('") : (_output.ToString(), _sql.ToString());
        }

        readonly void Append(string net, string sql)
        {
            _output.Append(net);
            _sql.Append(sql);
        }

        void Alternatives()
        {
            while (More && text[_at] != ')')
            {
                if (text[_at] == '|')
                {
                    Append("|", "|");
                    _at++;
                }
                else
                {
                    Atom();
                    Quantifier();
                }
            }
        }

        void Atom()
        {
            switch (text[_at])
            {
                case '(':
                    Group();
                    break;
                case '[':
                    Class();
                    break;
                case '.':
                    _at++;
                    Append($@"(?:[^\n\uD800-\uDFFF]|{Surrogate})", @"[^\n]");
                    break;
                case '^' or '$':
                    throw Wrong($"'{text[_at]}': the whole text must match anyway, so leave it out, or write '\\{text[_at]}' for the character");
                case '*' or '+' or '?' or '{' or '}' or ']':
                    throw Wrong($"'{text[_at]}' that repeats or closes nothing; write '\\{text[_at]}' for the character");
                case '\\' when ClassEscape() is { } set:
                    if (char.IsUpper(text[_at - 1])) Append($@"(?:[^{set}\uD800-\uDFFF]|{Surrogate})", $"[^{set}]");
                    else Append($"[{set}]", $"[{set}]");
                    break;
                default:
                    var unit = Literal();
                    if (char.IsHighSurrogate(unit) && More)
                    {
                        var low = text[_at++];
                        Append($"(?:{Unit(unit)}{Unit(low)})", Point(char.IsLowSurrogate(low) ? char.ConvertToUtf32(unit, low) : throw Wrong("half a character", _at - 2)));
                    }
                    else
                    {
                        Append($"(?:{Unit(unit)})", Point(unit));
                    }
                    break;
            }
        }

        void Group()
        {
            var start = _at++;
            if (More && text[_at] == '?')
            {
                if (!text.AsSpan(_at).StartsWith("?:")) throw Wrong("'(?': only plain groups ( ) and (?: ) are allowed");
                _at += 2;
            }
            Append("(", "(?:");   // captures, since .NET 10 merges three bare loops into a wrong one: it takes (?:(?:a+)?)+ for a+
            Alternatives();
            if (!More) throw Wrong("a '(' that is not closed", start);
            _at++;
            Append(")", ")");
        }

        void Quantifier()
        {
            if (!More) return;
            var length = text[_at] switch
            {
                '*' or '+' or '?' => 1,
                '{' => Repeats(),
                _ => 0,
            };
            if (length == 0) return;
            Append(text.Substring(_at, length), text.Substring(_at, length));
            _at += length;
            if (More && text[_at] == '?') _at++;   // lazy: the same for a whole match
            if (More && text[_at] is '*' or '+' or '?' or '{') throw Wrong("a quantifier after a quantifier; put the first into a group");
        }

        readonly int Repeats()
        {
            var end = text.IndexOf('}', _at);
            var bounds = end < 0 ? [] : text[(_at + 1)..end].Split(',');
            if (bounds.Length is 0 or > 2 || !int.TryParse(bounds[0], out var least)
                || !(bounds is [_] or [_, ""] || int.TryParse(bounds[1], out _)) || text.AsSpan(_at..end).ContainsAny(" +-"))
                throw Wrong("'{' that is no {n}, {n,} or {n,m}; write '\\{' for the character");
            var most = bounds is [_, not ""] ? int.Parse(bounds[1]) : least;
            return most < least || most > MostRepeats ? throw Wrong($"repeats must rise and be at most {MostRepeats}") : end + 1 - _at;
        }

        void Class()
        {
            var start = _at++;
            var negated = More && text[_at] == '^';
            if (negated) _at++;
            var (items, points) = (new StringBuilder(), new StringBuilder());
            do
            {
                if (!More) throw Wrong("a '[' that is not closed", start);
                if (text[_at] is '[' or ']' or '^') throw Wrong($"'{text[_at]}' in a class; write '\\{text[_at]}' for the character");
                if (text[_at] == '\\' && ClassEscape() is { } set)
                {
                    if (char.IsUpper(text[_at - 1])) throw Wrong($"'\\{text[_at - 1]}' in a class; use [^...]", _at - 2);
                    items.Append(set);
                    points.Append(set);
                    if (More && text[_at] == '-' && !text.AsSpan(_at).StartsWith("-]")) throw Wrong("a range from a set");
                    continue;
                }
                Range(items, points);
            }
            while (!More || text[_at] != ']');
            _at++;
            if (negated) Append($@"(?:[^{items}\uD800-\uDFFF]|{Surrogate})", $"[^{points}]");
            else Append($"[{items}]", $"[{points}]");
        }

        void Range(StringBuilder items, StringBuilder points)
        {
            var first = _at;
            var low = Literal();
            if (char.IsSurrogate(text[_at - 1])) throw Wrong("a character beyond the basic plane in a class; use (a|b)", _at - 1);
            items.Append(Unit(low));
            points.Append(Point(low));
            if (!text.AsSpan(_at).StartsWith("-") || text.AsSpan(_at).StartsWith("-]")) return;
            _at++;
            if (!More) return;
            if (text[_at] is '[' or ']' or '^' or '-' || (text[_at] == '\\' && ClassEscape() is not null)) throw Wrong("a range without end", first);
            var high = Literal();
            if (high < low || char.IsSurrogate(text[_at - 1])) throw Wrong("a range that does not rise", first);
            items.Append('-').Append(Unit(high));
            points.Append('-').Append(Point(high));
        }

        char Literal()
        {
            if (text[_at] != '\\') return text[_at++];
            if (++_at == text.Length) throw Wrong("a '\\' at the end", _at - 1);
            var escaped = text[_at++];
            return escaped switch
            {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                _ when char.IsAscii(escaped) && (char.IsPunctuation(escaped) || char.IsSymbol(escaped)) => escaped,
                _ => throw Wrong($"'\\{escaped}', which is not known here", _at - 2),
            };
        }

        /// <summary>Reads \d, \w, \s or the opposite of one and returns the set without brackets; reads nothing and returns null at another escape.</summary>
        string? ClassEscape()
        {
            var set = _at + 1 == text.Length ? null : char.ToLowerInvariant(text[_at + 1]) switch
            {
                'd' => "0-9",
                'w' => "0-9A-Za-z_",
                's' => @"\t\n\f\r ",
                _ => null,
            };
            if (set is not null) _at += 2;
            return set;
        }

        static string Unit(char unit) => $@"\u{(int)unit:X4}";

        static string Point(int point) => point < 128 && char.IsAsciiLetterOrDigit((char)point) ? $"{(char)point}" : $@"\x{{{point:X}}}";

        readonly FormatException Wrong(string what, int? at = null) => new($"character {(at ?? _at) + 1} is {what}");
    }
}
