using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using DistributedML.Data;
using DistributedML.Jobs.Cli;

namespace DistributedML.Jobs.Commands;

/// <summary><c>dml sql</c>: asks the published tables.</summary>
static class SqlCommand
{
    const int DefaultLimit = 100;

    public static Command Create(Terminal terminal)
    {
        var pipeline = CommonOptions.Pipeline();
        var work = CommonOptions.Work();
        var json = CommonOptions.Json();
        var query = new Option<string?>("--query", "-q") { Description = "The query. Left out: it is read from standard input; on a terminal the tables are listed.", HelpName = "SQL" };
        var limit = new Option<int>("--limit") { Description = "Most rows that are shown; 0 for all.", DefaultValueFactory = _ => DefaultLimit, HelpName = "ROWS" };
        limit.Validators.Add(result =>
        {
            if (result.Tokens is [var number] && int.TryParse(number.Value, out var rows) && rows < 0) result.AddError($"--limit {number.Value}: expected 0 or more");
        });
        var command = new Command("sql", """
            Query the published tables: the checked table, its feature tables, and the rows in quarantine (TABLE_quarantine) and dropped (TABLE_dropped).

            Examples:
              dml sql my-shop.yaml
              dml sql my-shop.yaml -q "select rule, reason, file, line, raw from sales_quarantine"
              echo "select country, sum(amount) from sales group by all" | dml sql my-shop.yaml --json
            """) { pipeline, query, limit, work, json };
        command.SetAction(async (result, cancel) =>
        {
            await using var session = await Session.OpenAsync(result.GetValue(pipeline), result.GetValue(work)!, CommonOptions.LocalEngine, null, cancel);
            var main = new MainJob(terminal, session);
            await main.OpenTable(cancel);
            var sql = result.GetValue(query) ?? (Console.IsInputRedirected ? await Console.In.ReadToEndAsync(cancel) : "");
            if (string.IsNullOrWhiteSpace(sql)) sql = Tables(session);
            var rows = await Read(session, sql.Trim().TrimEnd(';'), result.GetValue(limit), result.Output(json).Wanted, cancel);
            terminal.Json(result.Output(json), new JsonArray([.. rows.Json.Select(row => JsonNode.Parse(row))]));
            if (!result.Output(json).Wanted) terminal.Table(rows.Columns, rows.Texts);
            if (rows.IsCut) terminal.Line(string.Create(CultureInfo.InvariantCulture, $"There are more than {result.GetValue(limit):N0} rows; --limit 0 shows all."));
        });
        return command;
    }

    static string Tables(Session session)
    {
        var table = session.Pipeline.Table.Name;
        IEnumerable<string> names = [table, $"{table}_quarantine", $"{table}_dropped", .. session.Pipeline.Features.Select(feature => feature.Name)];
        return string.Join(" union all ", names.Select(name => $"select '{name}' as \"table\", count(*) as rows from {name}"));
    }

    // The engine writes values as texts, so that a result looks like SQL's.
    static async Task<(IReadOnlyList<string> Columns, List<IReadOnlyList<string>> Texts, List<string> Json, bool IsCut)> Read(
        Session session, string sql, int limit, bool json, CancellationToken cancel)
    {
        var columns = (await session.Engine.DescribeAsync(sql, cancel)).Select(column => column.Name).ToList();
        var rows = limit > 0 ? string.Create(CultureInfo.InvariantCulture, $"select * from ({sql}\n) as result limit {limit + 1}") : $"select * from ({sql}\n) as result";
        var (texts, objects) = (new List<IReadOnlyList<string>>(), new List<string>());
        await foreach (var batch in session.Engine.QueryAsync(json ? $"select to_json(result)::varchar as json from ({rows}) as result" : $"select columns(*)::varchar from ({rows}) as result", cancel))
        {
            for (var row = 0; row < batch.Length; row++)
            {
                if (json) objects.Add(batch.Texts("json").Text(row)!);
                else texts.Add([.. Enumerable.Range(0, columns.Count).Select(column => ((Apache.Arrow.StringArray)batch.Column(column)).Text(row) ?? "")]);
            }
        }
        var isCut = limit > 0 && Math.Max(texts.Count, objects.Count) > limit;
        if (isCut && json) objects.RemoveAt(limit);
        if (isCut && !json) texts.RemoveAt(limit);
        return (columns, texts, objects, isCut);
    }
}
