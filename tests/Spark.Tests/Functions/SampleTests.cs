using Microsoft.Spark.Sql;

namespace DistributedML.Tests.Spark;

public class SampleTests(SparkServer server)
{
    public static TheoryData<string> Tables => [.. FunctionSamples.All.Keys];

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task A_call_gives_what_its_SQL_gives(string name)
    {
        await using var session = await server.SessionAsync();
        await Answers.RowsAsync(session.Sql("SET spark.sql.timeType.enabled = true"));
        var table = FunctionSamples.All[name];
        var failures = new List<string>();
        if (!table.Together || !await TryAsync(session, table, [.. table], failures))
        {
            failures.Clear();
            foreach (var sample in table) await TryAsync(session, table, [sample], failures);
        }
        Assert.True(failures.Count == 0, string.Join('\n', failures.Take(40)));
    }

    /// <summary>Computes samples in one query; a failure of the query or of a sample is written down.</summary>
    static async Task<bool> TryAsync(SparkSession session, SampleTable table, Sample[] samples, List<string> failures)
    {
        try
        {
            var both = session.Sql(table.Source).Select([
                .. samples.Select((sample, i) => sample.Column.As($"c{i}")),
                .. samples.Select((sample, i) => Microsoft.Spark.Sql.Functions.Expr(sample.Sql).As($"s{i}"))]);
            var texts = samples.SelectMany((_, i) => new[] { Text($"c{i}"), Text($"s{i}") });
            var rows = await Answers.RowsAsync(both.SelectExpr([.. texts]));
            if (rows.Count == 0) failures.Add($"{table.First()}: no rows");
            foreach (var row in rows)
            {
                for (var i = 0; i < samples.Length; i++)
                {
                    var (call, sql) = (row[2 * i], row[2 * i + 1]);
                    if (call != sql) failures.Add($"{samples[i]}: {call} from C#, {sql} from SQL");
                    else if (call.EndsWith("<null>", StringComparison.Ordinal) != samples[i].Null) failures.Add($"{samples[i]}: {call}");
                }
            }
            return failures.Count == 0;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            failures.Add($"{string.Join("; ", samples.Take(3))}: {error.Message.ReplaceLineEndings(" ")}");
            return false;
        }
    }

    static string Text(string column) => $"concat(typeof({column}), ' ', coalesce(CAST({column} AS STRING), '<null>'))";
}
