using System.Globalization;
using DistributedML.Models;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Rules;

namespace DistributedML.Jobs.Etl;

/// <summary>
/// Made-up rows with the values on which engines differ: nulls, borders, texts that look like something else, and what the pipeline's own
/// SQL compares with.
/// </summary>
/// <param name="columns">The rows' columns.</param>
/// <param name="unique">Those whose values stand once and are never null.</param>
/// <param name="texts">Texts of the pipeline's SQL.</param>
sealed class ProbeRows(IReadOnlyList<ColumnDefinition> columns, IReadOnlySet<string> unique, IReadOnlyCollection<string> texts)
{
    /// <summary>The number of rows. The later half has few values, so that groups have many rows.</summary>
    internal const int Count = 120;

    static readonly string[] Texts =
    [
        "", "A", "B", "a-b-a", "2 of 10", "50% off", "2.5", "1_000", "0x1F", "1e3", "-7", " 7 ", "7", "007", "true", "t", "yes",
            "2025-03-01", "2025-03-01 08:00:00",
        "2025-03-01T10:00:00+02:00", "01/03/2025", "infinity", "straße", "İΣ", "\u00A0x\u00A0", "\tx\t", "👍é", @"C12\", "a.b|c",
        "x\ny", "12.0", "12.0\n", "R&D", "[1,2]", "null",
    ];

    static readonly string[] Integers = ["0", "1", "2", "3", "7", "-1", "-7", "10", "31", "100", "1000", "12345678"];

    static readonly string[] Doubles = ["0", "1", "2.5", "3.5", "-1.5", "-2.5", "0.1", "1.005", "2.675", "3.7", "4", "-7", "100",
        "0.00001", "12345678.5", "1e16"];

    static readonly string[] Times =
    [
        "2025-03-02 08:00:00", "2025-03-03 23:59:59.999999", "2024-12-30 00:00:00", "2024-02-29 12:30:45.25", "2025-01-31 10:00:00",
            "1969-12-31 23:59:59", "2027-01-01 00:00:00",
        "0987-06-05 04:03:02", "2025-10-26 02:30:00", "9999-12-30 12:00:00",
    ];

    readonly Random _random = new(17);
    string? _values;

    /// <summary>The columns of a row, as they are shown.</summary>
    internal IReadOnlyDictionary<string, string?>[] Rows { get; private set; } = [];

    /// <summary>SQL of some of the rows, as every engine reads it.</summary>
    /// <param name="lines">The rows; their column etl_line has these numbers.</param>
    internal string Sql(IEnumerable<int> lines)
    {
        _values ??= Values();
        var typed = columns.Select((column, i) => $"c{i}::{ArrowColumns.SqlName(column.Type)} as {RuleSql.Name(column.Name)}")
            .Append("etl_line::bigint as etl_line");
        return $"(select {string.Join(", ", typed)} from (values {_values}) "
            + $"etl_values({string.Concat(columns.Select((_, i) => $"c{i}, "))}etl_line) where etl_line in ({string.Join(", ", lines)}))";
    }

    string Values()
    {
        Rows = [.. Enumerable.Range(0, Count).Select(row => columns.ToDictionary(column => column.Name, column => Value(column, row)))];
        return string.Join(", ", Rows.Select((row, line) =>
            $"({string.Concat(columns.Select(column => $"{(row[column.Name] is { } text ? RuleSql.Text(text) : "null::string")}, "))}{line})"));
    }

    string? Value(ColumnDefinition column, int row)
    {
        var values = column.Type switch
        {
            ColumnType.String => [.. Texts, .. texts],
            ColumnType.Integer => Integers,
            ColumnType.Double => Doubles,
            ColumnType.Boolean => ["true", "false"],
            ColumnType.Timestamp => Times,
            _ => Times.Select(time => time[..10]).ToArray(),
        };
        if (unique.Contains(column.Name)) return column.Type == ColumnType.Timestamp ? Unique(row) : $"{values[row % values.Length]}{row}";
        var isFew = row >= Count / 2;
        var place = isFew ? _random.Next(4) : (row + _random.Next(2) * _random.Next(values.Length + 1)) % (values.Length + 1);
        return place == 0 || place > values.Length ? null : values[place - 1];
    }

    static string Unique(int row) =>
        DateTime.Parse(Times[row % Times.Length], CultureInfo.InvariantCulture).AddMinutes(-row)
            .ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
}
