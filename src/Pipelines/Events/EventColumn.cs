using System.IO.Hashing;
using System.Text;
using System.Text.Json;

namespace DistributedML.Pipelines.Events;

/// <summary>One column of a batch of events; only the array of its type exists.</summary>
public sealed class EventColumn
{
    const int ShortText = 128;
    readonly int[] _ends = [];
    byte[] _bytes = [];

    /// <summary>An empty column.</summary>
    /// <param name="definition">Name and type.</param>
    /// <param name="capacity">Most rows.</param>
    /// <param name="asBytes">Whether the texts stay UTF-8 until one is asked for: for those that are rarely looked at and never come again.</param>
    /// <param name="isTracked">Whether the column knows which events do not have it.</param>
    internal EventColumn(ColumnDefinition definition, int capacity, bool asBytes, bool isTracked)
    {
        Definition = definition;
        Nulls = new bool[capacity];
        if (isTracked) Absent = new bool[capacity];
        switch (definition.Type)
        {
            case ColumnType.String when asBytes: _ends = new int[capacity]; break;
            case ColumnType.String: Strings = new string?[capacity]; break;
            case ColumnType.Integer: Integers = new long[capacity]; break;
            case ColumnType.Double: Doubles = new double[capacity]; break;
            case ColumnType.Boolean: Booleans = new bool[capacity]; break;
            default: Times = new DateTime[capacity]; break;
        }
    }

    /// <summary>Name and type.</summary>
    public ColumnDefinition Definition { get; }

    /// <summary>Whether the value is null or missing, for each row.</summary>
    public bool[] Nulls { get; }

    /// <summary>Whether the event does not have the property, for each row; only of columns that SQL computes, or reads to compute others.</summary>
    public bool[] Absent { get; } = [];

    /// <summary>Values of a string column, unless it is the batch's ids.</summary>
    public string?[] Strings { get; } = [];

    /// <summary>Values of an integer column.</summary>
    public long[] Integers { get; } = [];

    /// <summary>Values of a double column.</summary>
    public double[] Doubles { get; } = [];

    /// <summary>Values of a boolean column.</summary>
    public bool[] Booleans { get; } = [];

    /// <summary>Values of a timestamp or date column.</summary>
    public DateTime[] Times { get; } = [];

    internal string Text(int row) => _ends.Length == 0 ? Strings[row]! : Encoding.UTF8.GetString(_bytes.AsSpan(Start(row), _ends[row] - Start(row)));

    internal ulong TextHash(int row)
    {
        if (_ends.Length > 0) return XxHash3.HashToUInt64(_bytes.AsSpan(Start(row), _ends[row] - Start(row)));
        var text = Strings[row]!;
        Span<byte> utf8 = text.Length <= ShortText ? stackalloc byte[3 * ShortText] : new byte[Encoding.UTF8.GetByteCount(text)];
        return XxHash3.HashToUInt64(utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }

    internal bool IsEmptyText(int row) => _ends.Length == 0 ? Strings[row]!.Length == 0 : _ends[row] == Start(row);

    /// <summary>Takes the text that the reader stands on; false when the column has no place for bytes. Rows come in order.</summary>
    /// <exception cref="InvalidOperationException">The text is not UTF-8.</exception>
    internal bool TakeBytes(ref Utf8JsonReader reader, int row)
    {
        if (_ends.Length == 0) return false;
        var start = Start(row);
        MakeRoom(start, reader.ValueSpan.Length);
        _ends[row] = start + reader.CopyString(_bytes.AsSpan(start));
        return true;
    }

    /// <summary>Takes a value of another batch's column of the same schema. Rows come in order.</summary>
    internal void Take(EventColumn from, int fromRow, int row)
    {
        Nulls[row] = from.Nulls[fromRow];
        if (Absent.Length > 0) Absent[row] = from.Absent[fromRow];
        switch (Definition.Type)
        {
            case ColumnType.String when _ends.Length > 0: TakeBytes(from.Nulls[fromRow] ? [] : from._bytes.AsSpan(from.Start(fromRow), from._ends[fromRow] - from.Start(fromRow)), row); break;
            case ColumnType.String: Strings[row] = from.Strings[fromRow]; break;
            case ColumnType.Integer: Integers[row] = from.Integers[fromRow]; break;
            case ColumnType.Double: Doubles[row] = from.Doubles[fromRow]; break;
            case ColumnType.Boolean: Booleans[row] = from.Booleans[fromRow]; break;
            default: Times[row] = from.Times[fromRow]; break;
        }
    }

    void TakeBytes(ReadOnlySpan<byte> text, int row)
    {
        var start = Start(row);
        MakeRoom(start, text.Length);
        text.CopyTo(_bytes.AsSpan(start));
        _ends[row] = start + text.Length;
    }

    void MakeRoom(int start, int length)
    {
        if (_bytes.Length - start < length) Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, start + length));
    }

    int Start(int row) => row == 0 ? 0 : _ends[row - 1];

    /// <summary>Whether a null stands for a computed number that is none: infinite, or NaN. Rules see the number, models see that there is none.</summary>
    internal bool IsNoNumber(int row) => Doubles.Length > 0 && Absent.Length > 0 && !double.IsFinite(Doubles[row]);

    /// <summary>The value of a numeric column as a double; 0 for null.</summary>
    public double Number(int row) => Nulls[row] ? 0 : Definition.Type == ColumnType.Integer ? Integers[row] : Doubles[row];
}
