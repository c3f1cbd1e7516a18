using DistributedML.Spark.Connect;
using DistributedML.Spark.Connect.Protocol;

namespace Microsoft.Spark.Sql;

public sealed partial class SparkSession
{
    /// <summary>Checks SQL now, and runs it: a command at once, a query when its rows are asked for.</summary>
    public DataFrame Sql(string sqlText) => Blocking.Wait(() => SqlAsync(sqlText));

    /// <summary>SQL with named parameters, <c>:name</c>: values, or Columns made of constants.</summary>
    public DataFrame Sql(string sqlText, IReadOnlyDictionary<string, object?> args) => Blocking.Wait(() => SqlAsync(sqlText, args));

    /// <summary>SQL with parameters by position, <c>?</c>: values, or Columns made of constants.</summary>
    public DataFrame Sql(string sqlText, params object?[] args) => Blocking.Wait(() => SqlAsync(sqlText, args));

    /// <summary>Checks SQL now, and runs it: a command at once, a query when its rows are asked for.</summary>
    public Task<DataFrame> SqlAsync(string sqlText, CancellationToken cancel = default) => SqlAsync(new SQL { Query = sqlText }, cancel);

    /// <summary>SQL with named parameters, <c>:name</c>: values, or Columns made of constants.</summary>
    public Task<DataFrame> SqlAsync(string sqlText, IReadOnlyDictionary<string, object?> args, CancellationToken cancel = default)
    {
        var sql = new SQL { Query = sqlText };
        foreach (var (name, value) in args) sql.NamedArguments[name] = Functions.Lit(value!).Expression;
        return SqlAsync(sql, cancel);
    }

    /// <summary>SQL with parameters by position, <c>?</c>: values, or Columns made of constants.</summary>
    public Task<DataFrame> SqlAsync(string sqlText, object?[] args, CancellationToken cancel = default) =>
        SqlAsync(new SQL { Query = sqlText, PosArguments = { args.Select(value => Functions.Lit(value!).Expression) } }, cancel);

    /// <summary>Runs a command in a data source's own language.</summary>
    /// <param name="runner">The data source that runs it: a class on the server that takes external commands.</param>
    /// <param name="command">The command.</param>
    /// <param name="options">The runner's options.</param>
    /// <returns>What it answered, as texts.</returns>
    public DataFrame ExecuteCommand(string runner, string command, Dictionary<string, string> options) => Blocking.Wait(() => ExecuteCommandAsync(runner, command, options));

    /// <inheritdoc cref="ExecuteCommand"/>
    public Task<DataFrame> ExecuteCommandAsync(string runner, string command, Dictionary<string, string> options, CancellationToken cancel = default) =>
        ResultAsync(new Command { ExecuteExternalCommand = new ExecuteExternalCommand { Runner = runner, Command = command, Options = { options } } }, cancel);

    Task<DataFrame> SqlAsync(SQL sql, CancellationToken cancel) =>
        ResultAsync(new Command { SqlCommand = new SqlCommand { Input = NewRelation(relation => relation.Sql = sql) } }, cancel);

    async Task<DataFrame> ResultAsync(Command command, CancellationToken cancel)
    {
        var result = await CommandAsync(command, response => response.SqlCommandResult?.Relation, cancel).ConfigureAwait(false)
            ?? throw new InvalidOperationException("Spark's server gave no relation for a SQL command");
        result.Common = NewRelation(_ => { }).Common;
        return new(this, result);
    }
}
