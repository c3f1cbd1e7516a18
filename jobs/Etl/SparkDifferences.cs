using System.Text.Json;
using DistributedML.Data;
using DistributedML.Data.DuckDb;
using DistributedML.Pipelines;

namespace DistributedML.Jobs.Etl;

/// <summary>Where SQL of a pipeline stands.</summary>
enum SqlPlace
{
    /// <summary>A column of the table.</summary>
    Column,

    /// <summary>A condition that drops rows.</summary>
    Drop,

    /// <summary>A figure that is printed.</summary>
    Fact,

    /// <summary>A feature table.</summary>
    Feature,
}

/// <summary>
/// Refuses SQL that DuckDB and Spark both read, each in its way, so that a pipeline has the same tables on both. Each refusal says what
/// the two do and
/// what to write instead. Sources: the documents of DuckDB 1.5 and Spark 4.2; what they do not say is found by <see cref="EngineProbe"/>.
/// </summary>
sealed class SparkDifferences(Pipeline pipeline)
{
    // What every row of a file has.
    static readonly string[] Added = ["file", "line", "row_hash"];

    // Parts of a time that both count alike.
    static readonly string[] Parts = ["year", "quarter", "month", "week", "day", "doy", "hour", "minute"];

    // What both do is said of functions that differ for all that they are given.
    static readonly Dictionary<string, string> Functions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["concat"] = "DuckDB passes over nulls, in Spark one null makes all null; write concat_ws('', ...), or || where a null shall "
            + "make null",
        ["^"] = "DuckDB raises to a power, Spark takes the bits' exclusive or; write power(a, b)",
        ["dayofweek"] = "Sunday is 0 in DuckDB and 1 in Spark; write isodow(...), from Monday 1 to Sunday 7",
        ["weekday"] = "Sunday is 0 in DuckDB and 6 in Spark; write isodow(...), from Monday 1 to Sunday 7",
        ["dayname"] = "DuckDB writes Sunday, Spark Sun; write isodow(...), from Monday 1 to Sunday 7",
        ["monthname"] = "DuckDB writes January, Spark Jan; write month(...)",
        ["upper"] = "DuckDB makes one capital of 'ß', Spark two; write the texts as the files have them",
        ["ucase"] = "DuckDB makes one capital of 'ß', Spark two; write the texts as the files have them",
        ["lower"] = "the engines have other small letters for 'İ' and 'Σ'; write the texts as the files have them",
        ["lcase"] = "the engines have other small letters for 'İ' and 'Σ'; write the texts as the files have them",
        ["hash"] = "each engine has a hash of its own; write md5(...)",
        ["skewness"] = "DuckDB corrects for small samples, Spark does not; write it with sums of powers",
        ["kurtosis"] = "DuckDB corrects for small samples, Spark does not; write it with sums of powers",
        ["approx_count_distinct"] = "each engine has an estimate of its own; write count(distinct ...)",
        ["mode"] = "the engines choose differently among values that come equally often; write a count and a row_number with an order "
            + "that decides",
        ["any_value"] = "which row it is differs, as do nulls; write min(...), or max_by(..., time) filter (where ... is not null)",
        ["first"] = "which row is first differs; write min_by(..., time) filter (where ... is not null)",
        ["last"] = "which row is last differs; write max_by(..., time) filter (where ... is not null)",
    };

    // Functions whose value has decimals; those whose value has them when an input does; those whose value is null only when an input is.
    static readonly HashSet<string> Fractional =
        ["/", "avg", "sqrt", "ln", "log10", "exp", "power", "pow", "stddev", "variance", "median"];
    static readonly HashSet<string> AsInputs =
        ["+", "-", "*", "sum", "min", "max", "abs", "round", "greatest", "least", "max_by", "min_by"];
    static readonly HashSet<string> Filled = ["+", "-", "*", "||", "date_trunc", "year", "month", "day", "hour", "isodow"];

    static readonly string[] WholeTypes = ["TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT",
        "HUGEINT", "UHUGEINT"];

    readonly Dictionary<string, ColumnType> _source = TypesOf(pipeline.Source.AllColumns.Concat<ColumnDefinition>(pipeline.Table.Columns));
    readonly Dictionary<string, ColumnType> _table = TypesOf(pipeline.Table.Columns);
    readonly HashSet<string> _filled = new(
        pipeline.Expect.Columns.Where(rule => rule.NotNull).Select(rule => rule.Column)
            .Concat([pipeline.Table.Id, pipeline.Table.Time]), StringComparer.OrdinalIgnoreCase);
    readonly List<string> _errors = [];
    SqlPlace _kind;

    /// <summary>Finds differences.</summary>
    internal void Check(string place, JsonElement tree, SqlPlace kind)
    {
        _kind = kind;
        foreach (var node in SqlParser.Nodes(tree))
        {
            var (name, difference) = Text(node, "class") switch
            {
                "FUNCTION" => (Name(node), OfFunction(node)),
                "CAST" => ("cast", OfCast(node)),
                "WINDOW" => (Name(node), OfOrders(node.GetProperty("orders"))),
                _ when node.TryGetProperty("modifiers", out var modifiers) => ("order by", OfLimit(modifiers)),
                _ => ("", null),
            };
            if (difference is not null) _errors.Add($"{pipeline.Name}, {place}: DuckDB and Spark read '{name}' differently: {difference}");
        }
    }

    /// <exception cref="TableException">The engines read some SQL differently; the message has a line for each difference.</exception>
    internal void ThrowIfAny()
    {
        if (_errors.Count > 0) throw new TableException(string.Join(Environment.NewLine, _errors.Distinct()));
    }

    string? OfFunction(JsonElement node)
    {
        var inputs = node.GetProperty("children").EnumerateArray().ToList();
        var name = Text(node, "function_name")!.ToLowerInvariant();
        if (Functions.TryGetValue(name, out var difference)) return difference;
        if (node.GetProperty("order_bys") is { ValueKind: JsonValueKind.Object } orders
            && OfOrders(orders.GetProperty("orders")) is { } order) return order;
        return name switch
        {
            "date_part" or "datepart" => OfPart(inputs),
            "/" when inputs.Any(IsDecimal) =>
                "DuckDB makes a double of a decimal number, Spark cuts the quotient; write the number as a double, as in 1.21e0",
            "log" when inputs.Count == 1 => "DuckDB's is base 10, Spark's natural; write log10(...) or ln(...)",
            "substr" or "substring" when !(Whole(inputs.ElementAtOrDefault(1)) >= 1 && (inputs.Count < 3 || Whole(inputs[2]) >= 0)) =>
                "they count other positions than 1, 2, ... differently; write a start of at least 1, or right(...)",
            "left" or "right" when !(Whole(inputs.ElementAtOrDefault(1)) >= 0) =>
                "a negative length is another text in each; write a length of at least 0",
            "~~" or "!~~" or "~~*" or "!~~*" when Constant(inputs[1])?.Contains('\\') != false =>
                "a backslash in the pattern is a character in DuckDB and an escape in Spark; write the pattern as a text without it, "
                    + "or another escape, as in like '50!%%' escape '!'",
            "regexp_replace" => OfReplacement(inputs),
            "regexp_extract" when inputs.Count < 3 =>
                "without a group's number DuckDB gives all that matches, Spark the first group; write the number, as in "
                + "regexp_extract(text, pattern, 0)",
            "regexp_extract" or "regexp_full_match" or "regexp_matches" or "regexp_like" => OfPattern(inputs.ElementAtOrDefault(1)),
            "max_by" or "min_by" when !IsFilled(inputs[0]) && !IsKeyed(inputs) && !IsFiltered(node, inputs[0]) =>
                $"DuckDB passes over rows whose value is null, Spark takes them; write {name}(...) filter (where the value is not null)",
            "round" when inputs.Count > 1 && Whole(inputs[1]) != 0 && _kind != SqlPlace.Fact =>
                "DuckDB rounds the binary number, Spark its decimal digits, so that 1.005 becomes 1.0 or 1.01; write floor(100 * x + "
                    + "0.5) / 100",
            "trim" or "ltrim" or "rtrim" when inputs.Count == 1 =>
                "DuckDB takes all kinds of spaces away, Spark only ' '; write trim(both ' ' from ...)",
            "||" or "concat_ws" when inputs.Any(IsFractional) => NumberText,
            _ => null,
        };
    }

    const string NumberText = "the texts of a double differ, as 1e+20 and 1.0E20; write number_text(...), or keep the number";

    string? OfCast(JsonElement node)
    {
        var (child, type) = (node.GetProperty("child"), Text(node.GetProperty("cast_type"), "id")!);
        if (WholeTypes.Contains(type) && (IsFractional(child) || TypeOf(child) == ColumnType.String))
            return "DuckDB rounds to whole numbers, Spark cuts, and they read texts differently; write floor(... + 0.5), or leave the "
                + "cast out: a column's type says what is one";
        if (type == "VARCHAR" && IsFractional(child)) return NumberText;
        if (TypeOf(child) == ColumnType.String && type is not "VARCHAR")
            return "they read other texts as values; leave the cast out: a column's type says what is one, by the rules for files";
        return null;
    }

    string? OfOrders(JsonElement orders) => orders.EnumerateArray().Any(order =>
        Text(order, "type") != "DESCENDING" && Text(order, "null_order") == "ORDER_DEFAULT" && !IsFilled(order.GetProperty("expression")))
        ? "nulls stand last in DuckDB and first in Spark; write nulls last or nulls first behind each ascending column that may be null"
            : null;

    /// <summary>The order of rows decides which of them a limit takes.</summary>
    string? OfLimit(JsonElement modifiers)
    {
        var kinds = modifiers.EnumerateArray().Select(modifier => Text(modifier, "type")).ToList();
        if (!kinds.Contains("LIMIT_MODIFIER")) return null;
        return kinds.Contains("ORDER_MODIFIER")
            ? OfOrders(modifiers.EnumerateArray().First(modifier => Text(modifier, "type") == "ORDER_MODIFIER").GetProperty("orders"))
            : "which rows a limit takes differs without an order; write order by";
    }

    static string? OfPart(IReadOnlyList<JsonElement> inputs) => Constant(inputs[0])?.ToLowerInvariant() switch
    {
        "dow" or "dayofweek" or "weekday" or "isodow" =>
            "Sunday is 0 in DuckDB and 1 in Spark; write isodow(...), from Monday 1 to Sunday 7",
        "second" or "seconds" => "DuckDB gives whole seconds, Spark their fractions too; write second(...)",
        { } part when Parts.Contains(part.TrimEnd('s')) => null,
        _ => $"they have other parts of a time; write one of {string.Join(", ", Parts)}, second(...) or isodow(...)",
    };

    static string? OfReplacement(IReadOnlyList<JsonElement> inputs)
    {
        if (inputs.Count == 3 && Constant(inputs[1]) is { } pattern && Constant(inputs[2]) is { } by)
        {
            if (by.Contains('\\') || by.Contains('$')) return "a group is \\1 in DuckDB and $1 in Spark; write regexp_extract and ||";
            if (OfPattern(inputs[1]) is { } difference) return difference;
            if (!pattern.Contains('|') && (pattern.StartsWith('^') || pattern.EndsWith(@"\z", StringComparison.Ordinal))) return null;
        }
        return @"DuckDB replaces the first match, Spark all; write replace(...), or a constant pattern "
            + @"that matches once: begin it with ^ or end it with \z";
    }

    /// <summary>What RE2 and Java read differently in a pattern, as <see cref="Pipelines.Rules.Pattern"/> knows it.</summary>
    static string? OfPattern(JsonElement pattern)
    {
        const string Simple = "write the pattern as a constant text of literals, classes without && and \\s, groups, | and quantifiers";
        if (Constant(pattern) is not { } text) return $"only a constant pattern can be compared; {Simple}";
        if (text.Contains("&&") || text.Contains(@"\s", StringComparison.OrdinalIgnoreCase))
            return $"&& and \\s mean more to Java than to RE2; {Simple}";
        var core = text.StartsWith('^') ? text[1..] : text;
        if (core.EndsWith('$')) return @"$ also matches before a last line break in Spark; write \z";
        if (core.EndsWith(@"\z", StringComparison.Ordinal)) core = core[..^2];
        try
        {
            _ = new Pipelines.Rules.Pattern(core);
            return null;
        }
        catch (FormatException exception)
        {
            return $"{exception.Message}; {Simple}";
        }
    }

    /// <summary>A number with decimals, or a text of one: what its type is, as far as the tree says.</summary>
    bool IsFractional(JsonElement node) => Text(node, "class") switch
    {
        "COLUMN_REF" => TypeOf(node) == ColumnType.Double,
        "CONSTANT" => ConstantType(node) is "DOUBLE" or "FLOAT" or "DECIMAL",
        "CAST" => Text(node.GetProperty("cast_type"), "id") is "DOUBLE" or "FLOAT" or "DECIMAL",
        "FUNCTION" => Fractional.Contains(Text(node, "function_name")!)
            || (AsInputs.Contains(Text(node, "function_name")!) && node.GetProperty("children").EnumerateArray().Any(IsFractional)),
        "OPERATOR" when Text(node, "type") == "OPERATOR_COALESCE" => node.GetProperty("children").EnumerateArray().Any(IsFractional),
        _ => false,
    };

    static bool IsDecimal(JsonElement node) => ConstantType(node) == "DECIMAL"
        || (Text(node, "class") == "FUNCTION" && Text(node, "function_name") is "+" or "-" or "*" or "/"
            && node.GetProperty("children").EnumerateArray().Any(IsDecimal))
        || (Text(node, "class") == "CAST" && Text(node.GetProperty("cast_type"), "id") == "DECIMAL");

    /// <summary>Whether an expression is never null, as far as the tree says.</summary>
    bool IsFilled(JsonElement node) => Text(node, "class") switch
    {
        "COLUMN_REF" => _kind == SqlPlace.Column ? Added.Contains(SqlTrees.Column(node)!.ToLowerInvariant()) : _kind == SqlPlace.Feature
            && _filled.Contains(SqlTrees.Column(node)!),
        "CONSTANT" => ConstantType(node) != "NULL",
        "CAST" => !node.GetProperty("try_cast").GetBoolean() && IsFilled(node.GetProperty("child")),
        "FUNCTION" => Text(node, "function_name") is "count" or "count_star"
            || (Filled.Contains(Text(node, "function_name")!) && node.GetProperty("children").EnumerateArray().All(IsFilled)),
        "OPERATOR" when Text(node, "type") == "OPERATOR_COALESCE" => node.GetProperty("children").EnumerateArray().Any(IsFilled),
        _ => false,
    };

    /// <summary>Whether max_by's key is null where the value is: then no engine takes the row.</summary>
    static bool IsKeyed(IReadOnlyList<JsonElement> inputs) => inputs is [var value, var key] && SqlTrees.Column(value) is { } column
        && SqlParser.Nodes(key).Any(node => SqlTrees.Column(node) == column)
        && SqlParser.Nodes(key).All(node =>
            Text(node, "class") is null or "COLUMN_REF" or "CONSTANT" or "CAST"
            || Text(node, "function_name") is "||" or "+" or "-" or "*");

    static bool IsFiltered(JsonElement node, JsonElement value) =>
        node.GetProperty("filter") is { ValueKind: JsonValueKind.Object } filter
        && SqlTrees.Column(value) is { } column && Conditions(filter)
            .Any(one => Text(one, "type") == "OPERATOR_IS_NOT_NULL" && SqlTrees.Column(one.GetProperty("children")[0]) == column);

    static IEnumerable<JsonElement> Conditions(JsonElement node) =>
        Text(node, "type") == "CONJUNCTION_AND" ? node.GetProperty("children").EnumerateArray().SelectMany(Conditions) : [node];

    ColumnType? TypeOf(JsonElement node) =>
        SqlTrees.Column(node) is { } name && (_kind == SqlPlace.Column ? _source : _table).TryGetValue(name, out var type) ? type : null;

    static string? Text(JsonElement node, string name) => SqlTrees.Text(node, name);

    static string Name(JsonElement node) =>
        Text(node, "function_name")! switch { "~~" or "!~~" => "like", "~~*" or "!~~*" => "ilike", "date_part" => "extract", var one => one };

    static string? ConstantType(JsonElement node) => Text(node, "class") != "CONSTANT" ? null
        : node.GetProperty("value").GetProperty("is_null").GetBoolean() ? "NULL"
            : Text(node.GetProperty("value").GetProperty("type"), "id");

    static string? Constant(JsonElement node) => ConstantType(node) == "VARCHAR" ? Text(node.GetProperty("value"), "value") : null;

    static long? Whole(JsonElement node) =>
        ConstantType(node) is "INTEGER" or "BIGINT" && node.GetProperty("value").GetProperty("value").TryGetInt64(out var value) ? value
        : null;

    static Dictionary<string, ColumnType> TypesOf(IEnumerable<ColumnDefinition> columns)
    {
        var types = new Dictionary<string, ColumnType>(StringComparer.OrdinalIgnoreCase);
        foreach (var column in columns) types.TryAdd(column.Name, column.Type);   // SQL means the source's before the table's
        return types;
    }
}
