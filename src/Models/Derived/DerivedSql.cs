using System.Globalization;
using System.Text;
using Apache.Arrow;
using DistributedML.Data;
using DistributedML.Data.DuckDb;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Events;
using DistributedML.Pipelines.Rules;
using Table = DistributedML.Pipelines.Table;

namespace DistributedML.Models.Derived;

/// <summary>One connection that computes columns of events. Used by one thread at a time.</summary>
sealed class DerivedSql
{
    const double Tolerance = 1e-9;   // of numbers that a producer computed in its own order
    const int ShownText = 100;

    readonly IReadOnlyList<DropRule> _drops;
    readonly IReadOnlyList<Computed> _columns;
    readonly IReadOnlyList<Input> _inputs;
    readonly DuckRowQuery _query;
    readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    readonly bool[] _isAsked = new bool[DuckChunkWriter.Capacity];
    byte[] _utf8 = new byte[256];

    /// <summary>Prepares the SQL.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="plan">How its columns are computed.</param>
    /// <param name="columns">Those that are, in the table's order.</param>
    /// <param name="optional">Those that stay null where an event does not have what they are computed of.</param>
    /// <param name="drops">The rules that drop events.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="indexOf">Where the events' schema has a property.</param>
    public DerivedSql(Pipeline pipeline, DerivedPlan plan, IReadOnlyList<DerivedColumn> columns, IReadOnlySet<string> optional,
        IReadOnlyList<DropRule> drops, DuckConnection connection, Func<string, int> indexOf)
    {
        _drops = drops;
        _columns = [.. columns.Select(column => new Computed(column, column.Place, [.. column.Inputs.Select(input => indexOf(input.Property))], optional.Contains(column.Column.Name)))];
        var read = drops.SelectMany(drop => DerivedPlan.NamesIn(drop.Where)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var dropped = pipeline.Table.Columns.Where(column => read.Contains(column.Name)).ToList();
        _inputs = [.. columns.SelectMany(column => column.Inputs).Select(input => new Input(indexOf(input.Property), input.Type))
            .Concat(dropped.Select(column => new Input(indexOf(column.Name), column.Type))).DistinctBy(input => input.Index)];
        var fields = new[] { new Field("etl_row", TableType.Boolean.Arrow, true) }.Concat(_inputs.Select(input => new Field($"etl_in_{input.Index}", ArrowColumns.TypeOf(input.Type).Arrow, true)))
            .Concat(columns.Select(column => new Field($"etl_given_{column.Place}", TableType.Boolean.Arrow, true)));
        _query = new(connection, new Schema(fields, null), rows => Drops(pipeline.Table, drops, dropped, columns, Casts(pipeline, columns, Values(pipeline, plan, columns, indexOf, rows))));
    }

    /// <summary>See <see cref="IComputedColumns.Compute"/>; at most as many events as DuckDB takes at once.</summary>
    public void Compute(EventBatch batch, int first, Span<EventVerdict> verdicts)
    {
        var asked = 0;
        for (var i = 0; i < verdicts.Length; i++)
        {
            verdicts[i] = new(Unknown(batch, first + i), IsDropped: false);
            _isAsked[i] = verdicts[i].Reason is null && (_drops.Count > 0 || !AllLeft(batch, first + i));
            if (_isAsked[i]) asked++;
        }
        if (asked == 0) return;
        try
        {
            Run(batch, first, asked, verdicts);
        }
        catch (TableException error) when (error.Fault == TableFault.Input)
        {
            Each(batch, first, verdicts, error);
        }
    }

    // Something beside the expressions fails, as the text of a time that no calendar has; which event's, only each alone can tell.
    void Each(EventBatch batch, int first, Span<EventVerdict> verdicts, TableException error)
    {
        if (verdicts.Length == 1)
        {
            verdicts[0] = new($"{string.Join(", ", _columns.Select(column => column.Name))} cannot be computed: {error.Message.ReplaceLineEndings(" ")}", IsDropped: false);
            return;
        }
        for (var i = 0; i < verdicts.Length; i++) Compute(batch, first + i, verdicts.Slice(i, 1));
    }

    void Run(EventBatch batch, int first, int asked, Span<EventVerdict> verdicts)
    {
        var count = verdicts.Length;
        var batches = _query.Run(writer => Write(writer, batch, first, count));
        if (batches.Sum(part => part.Length) != asked) throw new InvalidOperationException($"{asked} events became {batches.Sum(part => part.Length)} rows");
        var next = 0;
        foreach (var part in batches)
        {
            var results = part.Arrays.ToArray();
            for (var row = 0; row < part.Length; row++, next++)
            {
                while (!_isAsked[next]) next++;
                verdicts[next] = Take(results, row, batch, first + next);
            }
            part.Dispose();
        }
    }

    // Why a column is neither brought nor can be computed; null when there is none such.
    string? Unknown(EventBatch batch, int row)
    {
        foreach (var column in _columns)
        {
            if (column.IsOptional || IsGiven(batch, column, row)) continue;
            var sql = column.Definition.Column.Sql!.Trim();
            foreach (var (input, index) in column.Definition.Inputs.Zip(column.Inputs))
            {
                if (input.IsExpected && batch.Column(index).Absent[row])
                    return $"property {column.Name}: found nothing, and nothing of {input.Property}, which the pipeline computes it of by SQL ({sql}): send one of them";
            }
            foreach (var through in column.Definition.Through)
            {
                if (Stands(batch, _columns.First(one => one.Definition == through), row))
                    return $"property {column.Name}: found nothing; the pipeline computes it by SQL ({sql}) of {through.Column.Name}, of which the event has a value and not what that is computed of: send its value";
            }
        }
        return null;
    }

    static bool IsGiven(EventBatch batch, Computed column, int row) => !batch.Column(column.Index).Nulls[row];

    // A value that an event brings without what it is computed of cannot be checked.
    static bool Stands(EventBatch batch, Computed column, int row)
    {
        if (!IsGiven(batch, column, row)) return false;
        foreach (var input in column.Inputs)
            if (batch.Column(input).Absent[row]) return true;
        return false;
    }

    // The value stays as the event has it.
    static bool IsLeft(EventBatch batch, Computed column, int row)
    {
        if (!column.IsOptional || IsGiven(batch, column, row)) return Stands(batch, column, row);
        for (var i = 0; i < column.Inputs.Length; i++)
            if (column.Definition.Inputs[i].IsExpected && batch.Column(column.Inputs[i]).Absent[row]) return true;
        return false;
    }

    bool AllLeft(EventBatch batch, int row)
    {
        foreach (var column in _columns)
            if (!IsLeft(batch, column, row)) return false;
        return true;
    }

    void Write(TableWriter writer, EventBatch batch, int first, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (!_isAsked[i]) continue;
            for (var input = 0; input < _inputs.Count; input++) Write(writer, 1 + input, batch.Column(_inputs[input].Index), first + i);
            for (var column = 0; column < _columns.Count; column++) writer.SetBoolean(1 + _inputs.Count + column, IsLeft(batch, _columns[column], first + i));
            writer.EndRow();
        }
    }

    void Write(TableWriter writer, int to, EventColumn column, int row)
    {
        if (column.Nulls[row]) return;
        switch (column.Definition.Type)
        {
            case ColumnType.String:
                var text = column.Strings[row]!;
                if (_utf8.Length < 3 * text.Length) _utf8 = new byte[3 * text.Length];
                writer.SetText(to, _utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, _utf8)));
                break;
            case ColumnType.Integer: writer.SetInteger(to, column.Integers[row]); break;
            case ColumnType.Double: writer.SetDouble(to, column.Doubles[row]); break;
            case ColumnType.Boolean: writer.SetBoolean(to, column.Booleans[row]); break;
            case ColumnType.Date: writer.SetShortInteger(to, EpochTime.Days(DateOnly.FromDateTime(column.Times[row]))); break;
            default: writer.SetInteger(to, Microseconds(column.Times[row])); break;
        }
    }

    // Times before 1970 are cut to the microsecond before them, as files' are.
    static long Microseconds(DateTime time) => (time.Ticks / TimeSpan.TicksPerMicrosecond) - (DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerMicrosecond);

    EventVerdict Take(IArrowArray[] results, int row, EventBatch batch, int to)
    {
        for (var i = 0; i < _columns.Count; i++)
        {
            var column = _columns[i];
            if (IsLeft(batch, column, to)) continue;
            if (!results[2 * i + 1].IsNull(row)) return new(((StringArray)results[2 * i + 1]).Text(row), IsDropped: false);
            if (Take(results[2 * i], row, column, batch.Column(column.Index), to) is { } differs) return new(differs, IsDropped: false);
        }
        if (_drops.Count == 0) return default;
        var (drop, failed) = (results[^2], (BooleanArray)results[^1]);
        if (failed.GetValue(row) == true) return new($"it cannot be told whether the pipeline drops it: {string.Join(", ", _drops.Select(rule => $"{rule.Name} ({rule.Where.Trim()})"))}", IsDropped: false);
        return drop.IsNull(row) ? default : new($"the pipeline drops it: {_drops[((Int32Array)drop).Values[row]].Name}", IsDropped: true);
    }

    // Null, or how the value that the event brings differs.
    string? Take(IArrowArray result, int row, Computed definition, EventColumn column, int to)
    {
        var isGiven = !column.Nulls[to];
        var isNull = result.IsNull(row);
        if (isGiven && (isNull || !IsSame(result, row, column, to))) return Differs(definition, column, to, isNull ? "null" : Shown(result, row));
        column.Nulls[to] = isNull;
        if (isNull)
        {
            if (column.Doubles.Length > 0) column.Doubles[to] = 0;
            return null;
        }
        switch (result)
        {
            case StringArray texts: column.Strings[to] = Text(texts.GetBytes(row)); break;
            case Int64Array integers: column.Integers[to] = integers.Values[row]; break;
            case BooleanArray flags: column.Booleans[to] = flags.GetValue(row)!.Value; break;
            case Date32Array days: column.Times[to] = EpochTime.Day(days.Values[row]).ToDateTime(default); break;
            case TimestampArray times: column.Times[to] = EpochTime.Time(times.Values[row]); break;
            default:
                column.Doubles[to] = ((DoubleArray)result).Values[row];
                column.Nulls[to] = !double.IsFinite(column.Doubles[to]);   // as in the events of a table's rows: JSON has no such number
                break;
        }
        return null;
    }

    static bool IsSame(IArrowArray result, int row, EventColumn column, int to) => result switch
    {
        StringArray texts => texts.Text(row) == column.Strings[to],
        Int64Array integers => integers.Values[row] == column.Integers[to],
        BooleanArray flags => flags.GetValue(row) == column.Booleans[to],
        Date32Array days => days.Values[row] == EpochTime.Days(DateOnly.FromDateTime(column.Times[to])),
        TimestampArray times => times.Values[row] == Microseconds(column.Times[to]),
        DoubleArray numbers => numbers.Values[row] is var number && column.Doubles[to] is var given
            && double.IsFinite(number) && (number == given || Math.Abs(number - given) <= Tolerance * Math.Max(Math.Abs(number), Math.Abs(given))),
        _ => throw new InvalidOperationException($"a column cannot be {result.Data.DataType.Name}"),
    };

    static string Differs(Computed definition, EventColumn column, int row, string computed)
    {
        var given = column.Definition.Type switch
        {
            ColumnType.String => $"'{Cut(column.Strings[row]!)}'",
            ColumnType.Integer => column.Integers[row].ToString(CultureInfo.InvariantCulture),
            ColumnType.Double => column.Doubles[row].ToString("R", CultureInfo.InvariantCulture),
            ColumnType.Boolean => column.Booleans[row] ? "true" : "false",
            _ => column.Times[row].ToString("O", CultureInfo.InvariantCulture),
        };
        return $"property {definition.Name} is {given}; the pipeline computes {computed} by SQL ({definition.Definition.Column.Sql!.Trim()}): leave it out, or send that value";
    }

    static string Shown(IArrowArray result, int row) => result switch
    {
        StringArray texts => $"'{Cut(texts.Text(row)!)}'",
        Int64Array integers => integers.Values[row].ToString(CultureInfo.InvariantCulture),
        BooleanArray flags => flags.GetValue(row) == true ? "true" : "false",
        Date32Array days => EpochTime.Day(days.Values[row]).ToString("O", CultureInfo.InvariantCulture),
        TimestampArray times => EpochTime.Time(times.Values[row]).ToString("O", CultureInfo.InvariantCulture),
        _ => ((DoubleArray)result).Values[row].ToString("R", CultureInfo.InvariantCulture),
    };

    static string Cut(string text) => text.Length <= ShownText ? text : $"{text[..ShownText]}...";

    // Keys and categories come again and again.
    string Text(ReadOnlySpan<byte> utf8)
    {
        const int MostKept = 1 << 14;
        var text = Encoding.UTF8.GetString(utf8);
        if (_texts.TryGetValue(text, out var known)) return known;
        if (_texts.Count == MostKept) _texts.Clear();
        _texts.Add(text, text);
        return text;
    }

    // As the ETL computes columns where some value cannot be: each on a level of its own, a list around it tells null from what failed.
    static string Values(Pipeline pipeline, DerivedPlan plan, IReadOnlyList<DerivedColumn> columns, Func<string, int> indexOf, string rows)
    {
        var used = columns.SelectMany(column => DerivedPlan.NamesIn(column.Column.Sql!)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var names = plan.Inputs.Values.Where(input => used.Contains(input.Name)).Select(input => $", etl_in_{indexOf(input.Property)} as {RuleSql.Name(input.Name)}");
        var sql = $"select *{string.Concat(names)} from {rows}";
        foreach (var column in columns)
            sql = $"select *, etl_try_{column.Place}[1] as {Level(pipeline, column)} from (select *, try([({column.Column.Sql}\n)]) as etl_try_{column.Place} from ({sql}))";
        return sql;
    }

    static string Casts(Pipeline pipeline, IReadOnlyList<DerivedColumn> columns, string rows)
    {
        var casts = new CastSql(pipeline.Source.Zone);
        var values = columns.SelectMany(column =>
        {
            var (name, type) = (Level(pipeline, column), column.Column.Type);
            var isOwn = column.Type == ArrowColumns.SqlName(type);
            var problem = isOwn && type is not (ColumnType.Timestamp or ColumnType.Date) ? "" : casts.Problem(column.Column.Name, name, column.Type, type);
            return new[]
            {
                $"{CastSql.InRange(isOwn ? name : casts.Value(name, column.Type, type), type)} as etl_out_{column.Place}",
                $"case when etl_try_{column.Place} is null then {Failure(column)} {problem} end as etl_bad_{column.Place}",
            };
        });
        return $"select {string.Join(", ", values.Prepend("columns('etl_(row|(in|given)_[0-9]+)')"))} from ({rows})";
    }

    static string Drops(Table table, IReadOnlyList<DropRule> drops, IReadOnlyList<TableColumn> dropped, IReadOnlyList<DerivedColumn> columns, string rows)
    {
        var results = string.Join(", ", columns.Select(column => $"etl_out_{column.Place}, etl_bad_{column.Place}"));
        if (drops.Count == 0) return $"select {results} from ({rows})";
        var places = columns.ToDictionary(column => column.Column, column => column.Place);
        var names = dropped.Select(column => table.Columns.Index().First(one => one.Item == column).Index is var index && places.TryGetValue(column, out var place)
            ? $"case when etl_given_{place} then etl_in_{index} else etl_out_{place} end as {RuleSql.Name(column.Name)}" : $"etl_in_{index} as {RuleSql.Name(column.Name)}");
        var rules = string.Join(' ', drops.Select((drop, i) => $"when ({drop.Where}\n) then {i}"));
        var tried = $"select *, try([case {rules} end]) as etl_drop from (select {string.Join(", ", names.Prepend("*"))} from ({rows}))";
        return $"select {results}{(results.Length > 0 ? ", " : "")}etl_drop[1]::integer as etl_drop, etl_drop is null as etl_failed from ({tried})";
    }

    // Where a column's value stands among the levels: under its name, unless the source has a column of that name, which SQL then means.
    static string Level(Pipeline pipeline, DerivedColumn column) =>
        pipeline.Source.AllColumns.Any(other => other.Name.Equals(column.Column.Name, StringComparison.OrdinalIgnoreCase)) ? $"etl_value_{column.Place}" : RuleSql.Name(column.Column.Name);

    static string Failure(DerivedColumn column)
    {
        var sql = $" ({column.Column.Sql!.Trim()})";
        if (column.Inputs.Count == 0) return RuleSql.Text($"{column.Column.Name} cannot be computed{sql}");
        // Inputs stand under the expressions' names only where these are used, so they are told by property.
        var values = column.Inputs.Select(input => $"coalesce({RuleSql.Name(input.Name)}::string, 'null')");
        return $"{RuleSql.Text($"{column.Column.Name} cannot be computed of {string.Join(", ", column.Inputs.Select(input => input.Property))}: '")} || concat_ws(''', ''', {string.Join(", ", values)}) || {RuleSql.Text($"'{sql}")}";
    }

    sealed record Computed(DerivedColumn Definition, int Index, int[] Inputs, bool IsOptional)
    {
        public string Name => Definition.Column.Name;
    }

    sealed record Input(int Index, ColumnType Type);
}
