using System.Globalization;

namespace DistributedML.Pipelines.Rules;

/// <summary>
/// A <see cref="ColumnRule"/> made ready: an SQL condition for tables and checks for events that hold for the same values. A check returns null when the
/// rule holds and else the reason, as in "price is -3.5; expected at least 0". Holding allocates nothing.
/// </summary>
public sealed class CompiledRule
{
    readonly Pattern? _pattern;
    readonly HashSet<string>? _in;

    /// <summary>Compiles a rule.</summary>
    /// <exception cref="ArgumentException">The rule asks what a column of this type cannot answer.</exception>
    /// <exception cref="FormatException">The pattern is wrong.</exception>
    public CompiledRule(ColumnRule rule, ColumnType type)
    {
        if (Misfit(rule, type) is { } misfit) throw new ArgumentException($"{rule.Column}: {misfit}");
        Rule = rule;
        Type = type;
        _pattern = rule.Pattern is null ? null : new Pattern(rule.Pattern);
        _in = rule.In?.ToHashSet(StringComparer.Ordinal);
        Expected = Describe();
        Sql = RuleSql.Condition(rule, type);
        ReasonSql = RuleSql.Reason(rule, type, Expected);
    }

    /// <summary>The rule.</summary>
    public ColumnRule Rule { get; }

    /// <summary>The column's type.</summary>
    public ColumnType Type { get; }

    /// <summary>What the rule expects, for people: "at least 0 and at most 5".</summary>
    public string Expected { get; }

    /// <summary>SQL condition over the column: true when the rule holds, else false; never null.</summary>
    public string Sql { get; }

    /// <summary>SQL expression over the column: null when the rule holds, else the reason.</summary>
    public string ReasonSql { get; }

    /// <summary>What the rule asks that a column of the type cannot answer; null when it can answer all.</summary>
    public static string? Misfit(ColumnRule rule, ColumnType type)
    {
        var isNumber = type is ColumnType.Integer or ColumnType.Double;
        var asksNumber = rule.Min ?? rule.Max ?? rule.Above ?? rule.Below;
        if (asksNumber is not null && !isNumber) return $"min, max, above and below are for numbers; the column is {Name(type)}";
        if ((rule.In is not null || rule.Pattern is not null) && type != ColumnType.String) return $"in and pattern are for strings; the column is {Name(type)}";
        return null;
    }

    /// <summary>Whether the rule holds for a string.</summary>
    public bool Holds(string? value) => value is null ? !Rule.NotNull : _pattern?.Matches(value) is not false && _in?.Contains(value) is not false;

    /// <summary>Whether the rule holds for an integer, as the double nearest to it.</summary>
    public bool Holds(long value) => Holds((double)value);

    /// <summary>Whether the rule holds for a double; NaN is in no bounds.</summary>
    public bool Holds(double value) => (Rule.Min is null || value >= Rule.Min) && (Rule.Max is null || value <= Rule.Max)
        && (Rule.Above is null || value > Rule.Above) && (Rule.Below is null || value < Rule.Below);

    /// <summary>Checks a string.</summary>
    public string? Check(string? value) => Holds(value) ? null : Reason(value is null ? "null" : $"'{value}'");

    /// <summary>Checks an integer, as the double nearest to it.</summary>
    public string? Check(long value) => Holds(value) ? null : Reason(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Checks a double; NaN is in no bounds.</summary>
    public string? Check(double value) => Holds(value) ? null : Reason(value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Checks a null.</summary>
    public string? CheckNull() => Check((string?)null);

    string Reason(string value) => $"{Rule.Column} is {value}; expected {Expected}";

    string Describe()
    {
        var parts = new List<string>();
        if (Rule.Min is { } min) parts.Add(string.Create(CultureInfo.InvariantCulture, $"at least {min:R}"));
        if (Rule.Max is { } max) parts.Add(string.Create(CultureInfo.InvariantCulture, $"at most {max:R}"));
        if (Rule.Above is { } above) parts.Add(string.Create(CultureInfo.InvariantCulture, $"above {above:R}"));
        if (Rule.Below is { } below) parts.Add(string.Create(CultureInfo.InvariantCulture, $"below {below:R}"));
        if (Rule.In is { } values) parts.Add($"one of {string.Join(", ", values)}");
        if (Rule.Pattern is { } pattern) parts.Add($"to match {pattern}");
        if (parts.Count == 0) parts.Add("a value");
        return string.Join(" and ", parts);
    }

    static string Name(ColumnType type) => type.ToString().ToLowerInvariant();
}
