using System.Text;
using Newtonsoft.Json.Linq;

namespace Microsoft.Spark.Sql.Types;

/// <summary>
/// Reads Spark's schema texts: a type (<c>map&lt;string,array&lt;int&gt;&gt;</c>), or columns (<c>id BIGINT NOT NULL COMMENT 'key', name: STRING</c>). Names in
/// backquotes may hold anything. Errors say at which character.
/// </summary>
sealed class DdlParser(string text)
{
    int _at;

    /// <summary>A type alone, or columns as a struct.</summary>
    public DataType ParseTypeOrColumns()
    {
        try
        {
            return ParseType();
        }
        catch (ArgumentException notType)
        {
            // One word is a type that Spark does not have; more may be columns.
            if (!text.Trim().Contains(' ') && !text.Contains(':') && !text.Contains('`')) throw;
            _at = 0;
            try
            {
                return ParseColumns();
            }
            catch (ArgumentException notColumns)
            {
                throw new ArgumentException($"'{text}' is neither a type ({notType.Message}) nor columns ({notColumns.Message})");
            }
        }
    }

    public DataType ParseType()
    {
        var type = Type();
        End();
        return type;
    }

    public StructType ParseColumns()
    {
        var fields = new List<StructField>();
        Skip();
        if (_at < text.Length)
        {
            do fields.Add(Field());
            while (Take(','));
        }
        End();
        return new(fields);
    }

    StructField Field()
    {
        var name = Name();
        Take(':');
        var type = Type();
        var nullable = true;
        if (TakeWord("not"))
        {
            Expect("null");
            nullable = false;
        }
        return TakeWord("comment") ? new(name, type, nullable, new JObject(new JProperty("comment", Quoted()))) : new(name, type, nullable);
    }

    DataType Type()
    {
        var start = _at;
        var word = Word().ToLowerInvariant();
        switch (word)
        {
            case "array":
                return Between(() => new ArrayType(Type()));
            case "map":
                return Between(() =>
                {
                    var key = Type();
                    Expect(',');
                    return new MapType(key, Type());
                });
            case "struct":
                return Struct();
            case "decimal" or "dec" or "numeric":
                return Arguments() switch { [] => new DecimalType(), [var precision] => new DecimalType(precision), [var precision, var scale] => new DecimalType(precision, scale), _ => throw Wrong(start, "a decimal has a precision and a scale") };
            case "char" or "character":
                return Arguments() is [var length] ? new CharType(length) : throw Wrong(start, "a char has a length");
            case "varchar":
                return Arguments() is [var most] ? new VarcharType(most) : throw Wrong(start, "a varchar has a length");
            case "time":
                var digits = Arguments();
                if (TakeWord("without"))
                {
                    Expect("time");
                    Expect("zone");
                }
                return digits is [var fraction] ? new TimeType(fraction) : new TimeType();
            case "string":
                return TakeWord("collate") ? new StringType(Word()) : new StringType();
            case "timestamp" when TakeWord("without"):
                Expect("time");
                Expect("zone");
                return new TimestampNTZType();
            case "interval":
                return Interval();
            default:
                return Simple(word) ?? throw Wrong(start, $"Spark has no type '{word}'");
        }
    }

    static DataType? Simple(string word) => word switch
    {
        "boolean" => new BooleanType(),
        "tinyint" or "byte" => new ByteType(),
        "smallint" or "short" => new ShortType(),
        "int" or "integer" => new IntegerType(),
        "bigint" or "long" => new LongType(),
        "float" or "real" => new FloatType(),
        "double" => new DoubleType(),
        "binary" => new BinaryType(),
        "date" => new DateType(),
        "timestamp" or "timestamp_ltz" => new TimestampType(),
        "timestamp_ntz" => new TimestampNTZType(),
        "variant" => new VariantType(),
        "void" or "null" => new NullType(),
        _ => null,
    };

    StructType Struct()
    {
        Expect('<');
        var fields = new List<StructField>();
        if (Take('>')) return new(fields);
        do fields.Add(Field());
        while (Take(','));
        Expect('>');
        return new(fields);
    }

    DataType Interval()
    {
        foreach (var (units, type) in ((string[], Func<int, int, DataType>)[])[(YearMonthIntervalType.Fields, (start, end) => new YearMonthIntervalType(start, end)), (DayTimeIntervalType.Fields, (start, end) => new DayTimeIntervalType(start, end))])
        {
            var start = Array.FindIndex(units, TakeWord);
            if (start < 0) continue;
            if (!TakeWord("to")) return type(start, start);
            var end = Array.FindIndex(units, TakeWord);
            return end > start ? type(start, end) : throw Wrong(_at, $"an interval from {units[start]} ends with a smaller unit of {string.Join(", ", units)}");
        }
        return new CalendarIntervalType();
    }

    T Between<T>(Func<T> inside)
    {
        Expect('<');
        var result = inside();
        Expect('>');
        return result;
    }

    List<int> Arguments()
    {
        var numbers = new List<int>();
        if (!Take('(')) return numbers;
        do
        {
            Skip();
            var start = _at;
            if (_at < text.Length && text[_at] == '-') _at++;
            while (_at < text.Length && char.IsAsciiDigit(text[_at])) _at++;
            numbers.Add(int.TryParse(text.AsSpan(start, _at - start), out var number) ? number : throw Wrong(start, "a number is expected"));
        }
        while (Take(','));
        Expect(')');
        return numbers;
    }

    string Name()
    {
        Skip();
        if (_at >= text.Length || text[_at] != '`') return Word();
        return Delimited('`', escape: null);
    }

    string Quoted()
    {
        Skip();
        return _at < text.Length && text[_at] is '\'' or '"' ? Delimited(text[_at], escape: '\\') : throw Wrong(_at, "a text in quotes is expected");
    }

    // The delimiter itself stands inside twice, or behind the escape.
    string Delimited(char delimiter, char? escape)
    {
        var start = _at++;
        var content = new StringBuilder();
        while (_at < text.Length)
        {
            var letter = text[_at++];
            if (letter == escape && _at < text.Length) content.Append(text[_at++]);
            else if (letter != delimiter) content.Append(letter);
            else if (_at < text.Length && text[_at] == delimiter) content.Append(text[_at++]);
            else return content.ToString();
        }
        throw Wrong(start, $"{delimiter} is not closed");
    }

    string Word()
    {
        Skip();
        var start = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] == '_')) _at++;
        return _at > start ? text[start.._at] : throw Wrong(start, "a name is expected");
    }

    bool TakeWord(string word)
    {
        Skip();
        var end = _at + word.Length;
        if (end > text.Length || !text.AsSpan(_at, word.Length).Equals(word, StringComparison.OrdinalIgnoreCase)) return false;
        if (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_')) return false;
        _at = end;
        return true;
    }

    bool Take(char sign)
    {
        Skip();
        if (_at >= text.Length || text[_at] != sign) return false;
        _at++;
        return true;
    }

    void Expect(char sign)
    {
        if (!Take(sign)) throw Wrong(_at, $"'{sign}' is expected");
    }

    void Expect(string word)
    {
        if (!TakeWord(word)) throw Wrong(_at, $"'{word}' is expected");
    }

    void End()
    {
        Skip();
        if (_at < text.Length) throw Wrong(_at, "the text should end");
    }

    void Skip()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at])) _at++;
    }

    ArgumentException Wrong(int at, string what) => new($"Schema text '{text}', character {at + 1}: {what}");
}
