using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Apache.Arrow;
using DistributedML.Data;
using DistributedML.Pipelines;
using Table = DistributedML.Pipelines.Table;

namespace DistributedML.Jobs.Etl;

/// <summary>
/// Writes rows of a table as JSON objects, straight from the columns' bytes: a property for each column that is not null, and null for one of SQL, which the
/// stream cannot tell from one that nobody computed; texts in UTF-8, times as 2011-07-21T08:44:00, doubles as the shortest number that reads back the same;
/// infinities and NaN, which JSON has not, are as null.
/// </summary>
sealed class EventWriter(Table table)
{
    const int LongestNumber = 40;

    readonly byte[][] _names = [.. table.Columns.Select(column => Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(column.Name)}\":"))];
    readonly ArrayBufferWriter<byte> _buffer = new(1024);
    IArrowArray[] _columns = [];

    /// <summary>Goes to a batch, which has the table's columns in its order.</summary>
    internal void Open(RecordBatch batch) => _columns = [.. batch.Arrays];

    /// <summary>A row of the batch.</summary>
    internal byte[] Write(int row)
    {
        _buffer.ResetWrittenCount();
        Add("{"u8);
        for (var i = 0; i < _names.Length; i++)
        {
            var values = _columns[i];
            if (values.IsNull(row) || values is DoubleArray doubles && !double.IsFinite(doubles.Values[row]))
            {
                if (table.Columns[i].Sql is not null) AddProperty(i, "null"u8);
                continue;
            }
            AddProperty(i, []);
            AddValue(values, table.Columns[i].Type, row);
        }
        Add("}"u8);
        return _buffer.WrittenSpan.ToArray();
    }

    void AddProperty(int column, ReadOnlySpan<byte> value)
    {
        if (_buffer.WrittenCount > 1) Add(","u8);
        Add(_names[column]);
        Add(value);
    }

    void AddValue(IArrowArray values, ColumnType type, int row)
    {
        switch (type)
        {
            case ColumnType.Integer:
                Utf8Formatter.TryFormat(((Int64Array)values).Values[row], _buffer.GetSpan(LongestNumber), out var digits);
                _buffer.Advance(digits);
                break;
            case ColumnType.Double:
                Utf8Formatter.TryFormat(((DoubleArray)values).Values[row], _buffer.GetSpan(LongestNumber), out var length);
                _buffer.Advance(length);
                break;
            case ColumnType.Boolean:
                Add(((BooleanArray)values).GetValue(row)!.Value ? "true"u8 : "false"u8);
                break;
            case ColumnType.Timestamp:
                AddTime(EpochTime.Time(((TimestampArray)values).Values[row]));
                break;
            case ColumnType.Date:
                Add("\""u8);
                EpochTime.Day(((Date32Array)values).Values[row]).TryFormat(_buffer.GetSpan(LongestNumber), out var day, "o");
                _buffer.Advance(day);
                Add("\""u8);
                break;
            default:
                AddText(((StringArray)values).GetBytes(row));
                break;
        }
    }

    void AddTime(DateTime time)
    {
        Add("\""u8);
        time.TryFormat(_buffer.GetSpan(LongestNumber), out var length, time.Ticks % TimeSpan.TicksPerSecond == 0 ? "s" : "yyyy-MM-dd'T'HH:mm:ss.ffffff");
        _buffer.Advance(length);
        Add("\""u8);
    }

    void AddText(ReadOnlySpan<byte> text)
    {
        Add("\""u8);
        while (text.IndexOfAny(Escaped) is var at && at >= 0)
        {
            Add(text[..at]);
            Add(text[at] switch
            {
                (byte)'"' => "\\\""u8,
                (byte)'\\' => "\\\\"u8,
                (byte)'\n' => "\\n"u8,
                (byte)'\t' => "\\t"u8,
                var control => Encoding.ASCII.GetBytes($"\\u{(int)control:x4}"),
            });
            text = text[(at + 1)..];
        }
        Add(text);
        Add("\""u8);
    }

    static readonly SearchValues<byte> Escaped = SearchValues.Create([(byte)'"', (byte)'\\', .. Enumerable.Range(0, 32).Select(control => (byte)control)]);

    void Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer.GetSpan(bytes.Length));
        _buffer.Advance(bytes.Length);
    }
}
