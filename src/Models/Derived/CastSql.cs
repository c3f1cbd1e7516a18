using DistributedML.Pipelines;
using DistributedML.Pipelines.Rules;

namespace DistributedML.Models.Derived;

/// <summary>
/// Casts of computed values to the types that a table states, by the rules that text files are read by, on every engine: an integer is a
/// whole number, a number is written in digits, a time with
/// an offset is brought to the zone. What is no value of the type is a problem of its row.
/// </summary>
/// <param name="zone">The zone that texts with an offset are brought to.</param>
sealed class CastSql(string zone)
{
    const string Iso = @"\d{4}-\d{2}-\d{2}([ T]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d([.]\d{1,9})?)?)?";
    const string IsoWithOffset = @"\d{4}-\d{2}-\d{2}[ T]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d([.]\d{1,9})?)?([Zz]|[+-](0\d|1[0-8])(:?[0-5]\d)?)";
    const string Number = @"[+-]?(\d+[.]?\d*|[.]\d+)([eE][+-]?\d+)?";

    /// <summary>A value as one of the column's type, null where it is none.</summary>
    /// <param name="value">SQL of the value.</param>
    /// <param name="from">Its own type.</param>
    /// <param name="to">The type to have.</param>
    internal string Value(string value, string from, ColumnType to)
    {
        var cast = $"try_cast({value} as {ArrowColumns.SqlName(to)})";
        var isText = from == "STRING";
        return to switch
        {
            ColumnType.Integer when isText => Where(Matches(value, @"[+-]?\d{1,19}"), cast),
            ColumnType.Integer when from is "DOUBLE" or "FLOAT" || from.StartsWith("DECIMAL", StringComparison.Ordinal) =>
                Where($"{value} = floor({value})", cast),
            ColumnType.Double when isText => Where($"{Matches(value, Number)} and abs({cast}) < 'infinity'::double", cast),
            ColumnType.String when from == "DOUBLE" => $"number_text({value})",
            ColumnType.Boolean when isText => $"case lower({value}) when 'true' then true when 'false' then false end",
            ColumnType.Boolean when from != ArrowColumns.SqlName(to) => $"case {value} when 0 then false when 1 then true end",
            ColumnType.Date when isText => Where(Matches(value, @"\d{4}-\d{2}-\d{2}"), cast),
            ColumnType.Timestamp when isText => Time(value),
            _ => cast,
        };
    }

    /// <summary>
    /// SQL of the problem of a value that is none of the type; null when it is one. Times beyond the years 1 to 9999, which other
    /// programs do not have, are none.
    /// </summary>
    internal string Problem(string name, string value, string from, ColumnType to)
    {
        var shown = $"{(from == "DOUBLE" ? $"number_text({value})" : $"{value}::string")} || ''''";
        var outOfRange = IsTime(to) ? $" or {value} > {Last(to)} or {value} < {First(to)}" : "";
        if (from == ArrowColumns.SqlName(to))
            return $"when {outOfRange[4..]} then {RuleSql.Text($"{name} is not a time from 0001-01-01 to 9999-12-31: '")} || {shown}";
        var cast = Value(value, from, to);
        return $"when {value} is not null and {InRange(cast, to)} is null then {RuleSql.Text($"{name} is not {ArrowColumns.TypeOf(to).Words}: '")} || {shown}";
    }

    /// <summary>A time or day; null beyond the years 1 to 9999.</summary>
    internal static string InRange(string value, ColumnType type) =>
        IsTime(type) ? $"case when {value} between {First(type)} and {Last(type)} then {value} end" : value;

    string Time(string text)
    {
        // Nanoseconds are cut, as in files; engines would round them.
        var local = $"when {Matches(text, Iso)} then try_cast({Cut(text)} as timestamp)";
        var tail = $"regexp_extract({text}, '[+-][0-9]{{2}}(:?[0-9]{{2}})?$', 0)";
        var hours = $"coalesce(try_cast(substr({tail}, 2, 2) as integer), 0)";
        var minutes = $"case when length({tail}) > 3 then coalesce(try_cast(right({tail}, 2) as integer), 0) else 0 end";
        var sign = $"case when substr({tail}, 1, 1) = '-' then -1 else 1 end";
        var time = $"try_cast({Cut(text)} as timestamp)";
        return $"case {local} when {Matches(text, IsoWithOffset)} "
            + $"then utc_to_zone({time} - ({sign} * (60 * {hours} + {minutes})) * interval '1' minute, {RuleSql.Text(zone)}) end";
    }

    static string Cut(string text) => $"regexp_extract({text}, '^[0-9-]+([ T][0-9:]+([.][0-9]{{1,6}})?)?', 0)";

    static bool IsTime(ColumnType type) => type is ColumnType.Timestamp or ColumnType.Date;

    static string First(ColumnType type) => type == ColumnType.Date ? "date '0001-01-01'" : "timestamp '0001-01-01 00:00:00'";

    static string Last(ColumnType type) => type == ColumnType.Date ? "date '9999-12-31'" : "timestamp '9999-12-31 23:59:59.999999'";

    static string Where(string condition, string value) => $"case when {condition} then {value} end";

    static string Matches(string value, string pattern) => $"regexp_full_match({value}, {RuleSql.Text(pattern)})";
}
