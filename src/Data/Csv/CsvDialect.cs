namespace DistributedML.Data.Csv;

/// <summary>How a CSV file is written; the defaults are those of RFC 4180. Characters are ASCII.</summary>
public sealed record CsvDialect
{
    /// <summary>Stands for a character that there is none of.</summary>
    public const byte None = 0;

    /// <summary>Lines as they are: one field each, without quotes.</summary>
    public static CsvDialect Lines { get; } = new() { Delimiter = (byte)'\n', Quote = None };

    /// <summary>Stands between fields.</summary>
    public byte Delimiter { get; init; } = (byte)',';

    /// <summary>Stands around fields that hold delimiters or line breaks, and twice for itself; <see cref="None"/>: quotes are characters as others.</summary>
    public byte Quote { get; init; } = (byte)'"';

    /// <summary>Within quotes, takes its meaning from the character behind it; <see cref="None"/>: there is no such character.</summary>
    public byte Escape { get; init; } = None;

    /// <summary>Begins a line that is passed over; <see cref="None"/>: there are no such lines.</summary>
    public byte Comment { get; init; } = None;

    /// <summary>Lines before the first record that are passed over, whatever they hold.</summary>
    public int SkipLines { get; init; }

    /// <summary>The first record holds the columns' names; else the columns stand in the order in which they are named.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>Stands before the decimals of a number.</summary>
    public byte Decimal { get; init; } = (byte)'.';

    /// <summary>May stand between groups of three digits, "1.234.567"; null: nothing may.</summary>
    public string? Thousands { get; init; }
}
