using System.Runtime.CompilerServices;
using System.Text;
using Apache.Arrow.Types;

namespace DistributedML.Data.Raw;

/// <summary>Reads the texts of one column: what is missing, what its values look like, and what to say of a text that is none.</summary>
sealed class FieldReader
{
    const int LongestShownValue = 60;
    const long MicrosecondsPerDay = 86_400_000_000;

    readonly RawColumn _column;
    readonly byte[][] _nulls;
    readonly TimeReader? _times;
    readonly NumberText? _numbers;
    readonly string _expected;

    internal FieldReader(RawColumn column, RawFormat format)
    {
        _column = column;
        _nulls = [.. column.Nulls.Select(Encoding.UTF8.GetBytes)];
        var number = new NumberText(format.Dialect.Decimal, format.Dialect.Thousands);
        _numbers = number.IsPlain || format.IsJson ? null : number;
        if (column.Type == ArrowTypeId.Timestamp || (column.Type == ArrowTypeId.Date32 && column.Formats.Length > 0)) _times = new(column.Formats, format.Zone);
        _expected = Expected(_numbers is null ? (byte)'.' : format.Dialect.Decimal);
    }

    internal string Name => _column.Name;

    internal ArrowTypeId Type => _column.Type;

    /// <summary>Whether the column's values can stand in JSON as numbers: times that are counted.</summary>
    internal bool IsEpoch => _times is not null && _column.Formats.Any(format => format.StartsWith("epoch-", StringComparison.Ordinal));

    /// <summary>Whether a text stands for a missing value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool IsNull(ReadOnlySpan<byte> text) => _nulls.Length > 0 && IsAmongNulls(text);

    /// <summary>Sets a column's value; false when the text is no such value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal bool TryWrite(TableWriter writer, int column, ReadOnlySpan<byte> text)
    {
        switch (_column.Type)
        {
            case ArrowTypeId.String:
                writer.SetText(column, text);
                return true;
            case ArrowTypeId.Int64 or ArrowTypeId.Double when _numbers is not null:
                Span<byte> number = stackalloc byte[NumberText.MostBytes];
                return _numbers.Write(text, number) is > 0 and var length && TryWriteNumber(writer, column, number[..length]);
            case ArrowTypeId.Int64 or ArrowTypeId.Double:
                return TryWriteNumber(writer, column, text);
            case ArrowTypeId.Boolean when FieldParser.TryBoolean(text, out var value):
                writer.SetBoolean(column, value);
                return true;
            case ArrowTypeId.Timestamp when _times!.TryRead(text, out var value):
                writer.SetInteger(column, value);
                return true;
            case ArrowTypeId.Date32 when _times is null && FieldParser.TryDate(text, out var value):
                writer.SetShortInteger(column, value);
                return true;
            case ArrowTypeId.Date32 when _times is not null && _times.TryRead(text, out var value):
                writer.SetShortInteger(column, (int)Math.Floor((double)value / MicrosecondsPerDay));
                return true;
            default:
                return false;
        }
    }

    /// <summary>What is wrong with a text.</summary>
    internal string Problem(ReadOnlySpan<byte> text)
    {
        var shown = text.Length <= LongestShownValue ? Encoding.UTF8.GetString(text) : Encoding.UTF8.GetString(text[..LongestShownValue]) + "...";
        return $"{Name} is not {_expected}: '{shown}'";
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    bool TryWriteNumber(TableWriter writer, int column, ReadOnlySpan<byte> text)
    {
        if (_column.Type == ArrowTypeId.Int64)
        {
            if (!FieldParser.TryInteger(text, out var integer)) return false;
            writer.SetInteger(column, integer);
            return true;
        }
        if (!FieldParser.TryDouble(text, out var value)) return false;
        writer.SetDouble(column, value);
        return true;
    }

    bool IsAmongNulls(ReadOnlySpan<byte> text)
    {
        foreach (var missing in _nulls)
        {
            if (text.SequenceEqual(missing)) return true;
        }
        return false;
    }

    string Expected(byte point)
    {
        if (_column.Formats.Length > 0) return $"{(_column.Type == ArrowTypeId.Date32 ? "a day" : "a time")} as {string.Join(" or ", _column.Formats)}";
        var words = TableType.Of(_column.Type).Words;
        return _column.Type == ArrowTypeId.Double && point != '.' ? $"{words} with decimals behind '{(char)point}'" : words;
    }
}
