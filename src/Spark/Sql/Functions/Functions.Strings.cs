namespace Microsoft.Spark.Sql;

// Texts.
public static partial class Functions
{
    /// <summary>The code of the first character.</summary>
    public static Column Ascii(Column column) => Call("ascii", column);

    /// <summary>Bytes in base 64, as text.</summary>
    public static Column Base64(Column column) => Call("base64", column);

    /// <summary>The length in bits of a text or bytes.</summary>
    public static Column BitLength(Column value) => Call("bit_length", value);

    /// <summary>The text without spaces, or these characters, at both ends.</summary>
    public static Column Btrim(Column text, Column? trim = null) => CallOptional("btrim", text, trim);

    /// <summary>The character of a code, taken modulo 256.</summary>
    public static Column Char(Column code) => Call("char", code);

    /// <summary>The number of characters of a text or of bytes.</summary>
    public static Column CharLength(Column text) => Call("char_length", text);

    /// <summary>The number of characters of a text or of bytes.</summary>
    public static Column CharacterLength(Column text) => Call("character_length", text);

    /// <summary>The character of a code, taken modulo 256.</summary>
    public static Column Chr(Column code) => Call("chr", code);

    /// <summary>The text compared and sorted by a collation from here on.</summary>
    public static Column Collate(Column text, string collation) => Call("collate", text, Lit(collation));

    /// <summary>The name of the collation by which a text is compared.</summary>
    public static Column Collation(Column text) => Call("collation", text);

    /// <summary>The texts, and the elements of arrays of texts, joined with a separator; nulls are left out.</summary>
    public static Column ConcatWs(string sep, params Column[] columns) => Call("concat_ws", [Lit(sep), .. columns]);

    /// <summary>Whether the text, or the bytes, hold the other.</summary>
    public static Column Contains(Column left, Column right) => Call("contains", left, right);

    /// <summary>Bytes in a character set as text.</summary>
    public static Column Decode(Column column, string charset) => Call("decode", column, Lit(charset));

    /// <summary>The input at the position, counted from 1, that the first argument gives.</summary>
    public static Column Elt(params Column[] inputs) => Call("elt", inputs);

    /// <summary>A text as bytes in a character set.</summary>
    public static Column Encode(Column column, string charset) => Call("encode", column, Lit(charset));

    /// <summary>Whether the text, or the bytes, end with the other.</summary>
    public static Column Endswith(Column text, Column suffix) => Call("endswith", text, suffix);

    /// <summary>The position, counted from 1, of a text in a list with commas; 0 where it is not there.</summary>
    public static Column FindInSet(Column text, Column list) => Call("find_in_set", text, list);

    /// <summary>The number with commas between thousands, rounded to so many decimal places.</summary>
    public static Column FormatNumber(Column column, int d) => Call("format_number", column, Lit(d));

    /// <summary>The arguments written into a format as of printf.</summary>
    public static Column FormatString(string format, params Column[] columns) => Call("format_string", [Lit(format), .. columns]);

    /// <summary>The arguments written into a format as of printf.</summary>
    public static Column Printf(Column format, params Column[] arguments) => Call("printf", [format, .. arguments]);

    /// <summary>Whether the text fits the SQL pattern in upper or lower case.</summary>
    public static Column Ilike(Column text, Column pattern, Column? escape = null) => CallOptional("ilike", text, pattern, escape);

    /// <summary>The text with the first letter of each word in upper case and the others in lower case.</summary>
    public static Column InitCap(Column column) => Call("initcap", column);

    /// <summary>The position, counted from 1, where a text first occurs in another; 0 where it does not.</summary>
    public static Column Instr(Column column, string substring) => Call("instr", column, Lit(substring));

    /// <inheritdoc cref="Instr(Column, string)"/>
    public static Column Instr(Column text, Column substring) => Call("instr", text, substring);

    /// <summary>Whether the text is valid UTF-8.</summary>
    public static Column IsValidUtf8(Column text) => Call("is_valid_utf8", text);

    /// <summary>The text in lower case.</summary>
    public static Column Lcase(Column text) => Call("lcase", text);

    /// <summary>So many characters from the left.</summary>
    public static Column Left(Column text, Column length) => Call("left", text, length);

    /// <summary>The length of a text in characters, or of bytes.</summary>
    public static Column Len(Column value) => Call("len", value);

    /// <summary>The length of a text in characters, or of bytes.</summary>
    public static Column Length(Column column) => Call("length", column);

    /// <summary>How many characters must be inserted, removed or replaced to make one text the other; -1 when more than the threshold.</summary>
    public static Column Levenshtein(Column left, Column right) => Call("levenshtein", left, right);

    /// <inheritdoc cref="Levenshtein(Column, Column)"/>
    public static Column Levenshtein(Column left, Column right, int threshold) => Call("levenshtein", left, right, Lit(threshold));

    /// <summary>Whether the text fits the SQL pattern, where % stands for any text and _ for one character.</summary>
    public static Column Like(Column text, Column pattern, Column? escape = null) => CallOptional("like", text, pattern, escape);

    /// <summary>The position, counted from 1, where a text first occurs in another, not before a position; 0 where it does not.</summary>
    public static Column Locate(string substring, Column column) => Call("locate", Lit(substring), column);

    /// <inheritdoc cref="Locate(string, Column)"/>
    public static Column Locate(string substring, Column column, int pos) => Call("locate", Lit(substring), column, Lit(pos));

    /// <summary>The text in lower case.</summary>
    public static Column Lower(Column column) => Call("lower", column);

    /// <summary>The text filled from the left to a length, or cut to it.</summary>
    public static Column Lpad(Column column, int len, string pad) => Call("lpad", column, Lit(len), Lit(pad));

    /// <inheritdoc cref="Lpad(Column, int, string)"/>
    public static Column Lpad(Column text, int length, byte[] pad) => Call("lpad", text, Lit(length), Lit(pad));

    /// <inheritdoc cref="Lpad(Column, int, string)"/>
    public static Column Lpad(Column text, Column length, Column pad) => Call("lpad", text, length, pad);

    /// <summary>The text without spaces, or these characters, at its start.</summary>
    public static Column Ltrim(Column column) => Call("ltrim", column);

    /// <inheritdoc cref="Ltrim(Column)"/>
    public static Column Ltrim(Column column, string trimString) => Call("ltrim", Lit(trimString), column);

    /// <inheritdoc cref="Ltrim(Column)"/>
    public static Column Ltrim(Column text, Column trim) => Call("ltrim", trim, text);

    /// <summary>The text with invalid UTF-8 replaced by the replacement character.</summary>
    public static Column MakeValidUtf8(Column text) => Call("make_valid_utf8", text);

    /// <summary>The text with upper case letters, lower case letters and digits replaced: by X, x and n unless others are given.</summary>
    public static Column Mask(Column text, Column? upper = null, Column? lower = null, Column? digit = null, Column? other = null) =>
        CallOptional("mask", text, upper, lower, digit, other);

    /// <summary>The length in bytes of a text or bytes.</summary>
    public static Column OctetLength(Column value) => Call("octet_length", value);

    /// <summary>The text with a replacement written over it from a position, counted from 1, over a length.</summary>
    public static Column Overlay(Column src, Column replace, Column pos, Column len) => Call("overlay", src, replace, pos, len);

    /// <inheritdoc cref="Overlay(Column, Column, Column, Column)"/>
    public static Column Overlay(Column src, Column replace, Column pos) => Call("overlay", src, replace, pos);

    /// <summary>The position, counted from 1, where a text first occurs in another, not before a start; 0 where it does not.</summary>
    public static Column Position(Column substring, Column text, Column? start = null) => CallOptional("position", substring, text, start);

    /// <summary>The text in single quotes, those inside it escaped.</summary>
    public static Column Quote(Column text) => Call("quote", text);

    /// <summary>The text so many times.</summary>
    public static Column Repeat(Column column, int n) => Call("repeat", column, Lit(n));

    /// <inheritdoc cref="Repeat(Column, int)"/>
    public static Column Repeat(Column text, Column times) => Call("repeat", text, times);

    /// <summary>The text with every occurrence of another replaced, or removed.</summary>
    public static Column Replace(Column text, Column search, Column? replacement = null) => CallOptional("replace", text, search, replacement);

    /// <summary>So many characters from the right.</summary>
    public static Column Right(Column text, Column length) => Call("right", text, length);

    /// <summary>The text filled from the right to a length, or cut to it.</summary>
    public static Column Rpad(Column column, int len, string pad) => Call("rpad", column, Lit(len), Lit(pad));

    /// <inheritdoc cref="Rpad(Column, int, string)"/>
    public static Column Rpad(Column text, int length, byte[] pad) => Call("rpad", text, Lit(length), Lit(pad));

    /// <inheritdoc cref="Rpad(Column, int, string)"/>
    public static Column Rpad(Column text, Column length, Column pad) => Call("rpad", text, length, pad);

    /// <summary>The text without spaces, or these characters, at its end.</summary>
    public static Column Rtrim(Column column) => Call("rtrim", column);

    /// <inheritdoc cref="Rtrim(Column)"/>
    public static Column Rtrim(Column column, string trimString) => Call("rtrim", Lit(trimString), column);

    /// <inheritdoc cref="Rtrim(Column)"/>
    public static Column Rtrim(Column text, Column trim) => Call("rtrim", trim, text);

    /// <summary>The text as an array of sentences, each an array of words.</summary>
    public static Column Sentences(Column str, Column language, Column country) => Call("sentences", str, language, country);

    /// <inheritdoc cref="Sentences(Column, Column, Column)"/>
    public static Column Sentences(Column text, Column language) => Call("sentences", text, language);

    /// <inheritdoc cref="Sentences(Column, Column, Column)"/>
    public static Column Sentences(Column str) => Call("sentences", str);

    /// <summary>The Soundex code, equal for English words that sound alike.</summary>
    public static Column Soundex(Column column) => Call("soundex", column);

    /// <summary>A text of so many spaces.</summary>
    public static Column Space(Column count) => Call("space", count);

    /// <summary>The part with a number, counted from 1, of a text cut at a delimiter; from the end when negative.</summary>
    public static Column SplitPart(Column text, Column delimiter, Column part) => Call("split_part", text, delimiter, part);

    /// <summary>Whether the text, or the bytes, begin with the other.</summary>
    public static Column Startswith(Column text, Column prefix) => Call("startswith", text, prefix);

    /// <summary>The part of a text or bytes from a position, counted from 1, of a length.</summary>
    public static Column Substr(Column text, Column position, Column? length = null) => CallOptional("substr", text, position, length);

    /// <summary>The part of a text or bytes from a position, counted from 1, of a length.</summary>
    public static Column Substring(Column column, int pos, int len) => Call("substring", column, Lit(pos), Lit(len));

    /// <inheritdoc cref="Substring(Column, int, int)"/>
    public static Column Substring(Column text, Column position, Column length) => Call("substring", text, position, length);

    /// <summary>The text before so many delimiters; after them, counted from the right, when negative.</summary>
    public static Column SubstringIndex(Column column, string delimiter, int count) => Call("substring_index", column, Lit(delimiter), Lit(count));

    /// <summary>The bytes that a text writes: in hexadecimal digits, or in the format utf-8 or base64.</summary>
    public static Column ToBinary(Column text, Column? format = null) => CallOptional("to_binary", text, format);

    /// <summary>A number, date or bytes written in a format.</summary>
    public static Column ToChar(Column value, Column format) => Call("to_char", value, format);

    /// <summary>The number that a text writes in a format.</summary>
    public static Column ToNumber(Column text, Column format) => Call("to_number", text, format);

    /// <summary>A number, date or bytes written in a format.</summary>
    public static Column ToVarchar(Column value, Column format) => Call("to_varchar", value, format);

    /// <summary>The text with each character of one list replaced by that of another at the same place.</summary>
    public static Column Translate(Column column, string matchingString, string replaceString) => Call("translate", column, Lit(matchingString), Lit(replaceString));

    /// <summary>The text without spaces, or these characters, at both ends.</summary>
    public static Column Trim(Column column) => Call("trim", column);

    /// <inheritdoc cref="Trim(Column)"/>
    public static Column Trim(Column column, string trimString) => Call("trim", Lit(trimString), column);

    /// <inheritdoc cref="Trim(Column)"/>
    public static Column Trim(Column text, Column trim) => Call("trim", trim, text);

    /// <summary>The bytes that a text writes, or null where it does not.</summary>
    public static Column TryToBinary(Column text, Column? format = null) => CallOptional("try_to_binary", text, format);

    /// <summary>The number that a text writes in a format, or null where it does not.</summary>
    public static Column TryToNumber(Column text, Column format) => Call("try_to_number", text, format);

    /// <summary>The text, or null where it is not valid UTF-8.</summary>
    public static Column TryValidateUtf8(Column text) => Call("try_validate_utf8", text);

    /// <summary>The text in upper case.</summary>
    public static Column Ucase(Column text) => Call("ucase", text);

    /// <summary>The bytes that base 64 writes.</summary>
    public static Column Unbase64(Column column) => Call("unbase64", column);

    /// <summary>The text in upper case.</summary>
    public static Column Upper(Column column) => Call("upper", column);

    /// <summary>The text; the job fails where it is not valid UTF-8.</summary>
    public static Column ValidateUtf8(Column text) => Call("validate_utf8", text);
}
