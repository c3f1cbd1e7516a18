using DistributedML.Data;
using DistributedML.Engines;
using DistributedML.Pipelines;
using DistributedML.Pipelines.Rules;

namespace DistributedML.Jobs.Etl;

/// <summary>Puts the columns of a pipeline's joined sources beside the source's rows. A row's id stays unique, since a key may stand once.</summary>
sealed class JoinedFiles(Pipeline pipeline, string folder, IEngine engine)
{
    const int ShownKeys = 3;

    readonly IReadOnlyList<JoinedSource> _joins = pipeline.Source.Join;

    /// <summary>Finds the files of all joined sources.</summary>
    /// <exception cref="TableException">No file matches.</exception>
    internal IReadOnlyList<SourceFile> Find() => [.. _joins.SelectMany(join => SourceFiles.Find(folder, join.Files))];

    /// <summary>Reads the joined files, and returns them with their hash and rows.</summary>
    /// <exception cref="TableException">A file cannot be read, a row of it cannot, or a key stands twice; the message names the joined source.</exception>
    internal async Task<IReadOnlyList<SourceFile>> ReadAsync(CancellationToken cancel)
    {
        var files = new List<SourceFile>();
        for (var i = 0; i < _joins.Count; i++)
        {
            var found = SourceFiles.Find(folder, _joins[i].Files);
            try
            {
                files.AddRange(await new SourceReader(_joins[i], pipeline.Source.Zone, folder, engine).ReadAsync(EtlSql.Joined(i), found, null, cancel));
                await CheckAsync(i, found, cancel);
            }
            catch (TableException exception)
            {
                throw new TableException($"join {_joins[i].Name}: {exception.Message}", exception.Fault, exception);
            }
        }
        return files;
    }

    /// <summary>Joins the tables that were read to the source's rows, and returns how many rows of each file have no match, for each joined source.</summary>
    internal async Task<IReadOnlyDictionary<int, long[]>> JoinAsync(SourceSql sql, CancellationToken cancel)
    {
        var unmatched = new Dictionary<int, long[]>();
        if (_joins.Count == 0) return unmatched;
        await engine.CreateTableAsync(EtlSql.Source, sql.JoinSql(), cancel);
        for (var i = 0; i < _joins.Count; i++)
        {
            await foreach (var batch in engine.QueryAsync(EtlSql.UnmatchedOfFiles(i), cancel))
                for (var row = 0; row < batch.Length; row++)
                {
                    var file = batch.ShortIntegers("file")[row];
                    if (!unmatched.TryGetValue(file, out var counts)) unmatched.Add(file, counts = new long[_joins.Count]);
                    counts[i] = batch.Integers("n")[row];
                }
        }
        return unmatched;
    }

    async Task CheckAsync(int number, IReadOnlyList<SourceFile> files, CancellationToken cancel)
    {
        var (join, table) = (_joins[number], EtlSql.Joined(number));
        await foreach (var batch in engine.QueryAsync($"select file, line, problem from {table} where problem is not null order by file, line limit 1", cancel))
            if (batch.Length > 0) throw new TableException($"{files[batch.ShortIntegers("file")[0]].Path} line {batch.Integers("line")[0]}: {batch.Texts("problem").Text(0)}; expected that every row can be read");
        var keys = join.On.Select(RuleSql.Name).ToList();
        var twins = await engine.CountsAsync(
            $"select concat_ws(', ', {string.Join(", ", keys.Select(key => $"{key}::string"))}) as etl_key, count(*) as n from {table} "
            + $"where {string.Join(" and ", keys.Select(key => $"{key} is not null"))} group by {string.Join(", ", keys)} having count(*) > 1 order by n desc, etl_key limit {ShownKeys}", "etl_key", cancel);
        if (twins.Count > 0)
            throw new TableException($"{string.Join(", ", join.On)} {string.Join(", ", twins.Select(twin => $"'{twin.Name}' stands {twin.Rows} times"))}; expected each key once, since a row of the source has one match at most");
    }
}
