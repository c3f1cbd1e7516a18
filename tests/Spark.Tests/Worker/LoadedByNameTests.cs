using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Microsoft.Spark;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Spark.Worker;

/// <summary>Assemblies that no code names, which a function loads by their names.</summary>
public sealed class LoadedByNameTests(SparkServer server) : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_function_loads_a_library_of_the_program()
    {
        await using var session = await server.SessionAsync();
        Assert.Equal(["YamlDotNet"], await NamesAsync(session, Udf<long, string>(n => Assembly.Load("YamlDotNet").GetName().Name!)));
        Assert.Equal(["YamlDotNet.Core.Mark"], await NamesAsync(session, Udf<long, string>(n => Type.GetType("YamlDotNet.Core.Mark, YamlDotNet")!.FullName!)));
        // Newtonsoft.Json is the worker's own, so that the name is first looked for among the worker's assemblies.
        var typed = new Newtonsoft.Json.JsonSerializerSettings { TypeNameHandling = Newtonsoft.Json.TypeNameHandling.All };
        var text = Newtonsoft.Json.JsonConvert.SerializeObject(new Named("ml"), typed);
        var settings = Newtonsoft.Json.TypeNameHandling.All;
        Assert.Equal(["ml"], await NamesAsync(session, Udf<long, string>(n =>
            ((Named)Newtonsoft.Json.JsonConvert.DeserializeObject(text, new Newtonsoft.Json.JsonSerializerSettings { TypeNameHandling = settings })!).Name)));
    }

    // The library loads a part of itself by name, and that calls a native one.
    [Fact]
    public async Task A_function_uses_a_native_library_that_is_added()
    {
        await using var session = await server.SessionAsync();
        SparkContext.AddLibrary(Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native", "libe_sqlite3.so"));
        Assert.Equal(["3"], await NamesAsync(session, Udf<long, string>(n => Major())));
    }

    static string Major()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        return connection.ServerVersion.Split('.')[0];
    }

    [Fact]
    public async Task A_function_in_a_stream_and_one_in_ForeachBatch_load_a_library_of_the_program()
    {
        await using var session = await server.SessionAsync();
        var name = Udf<long, string>(n => Assembly.Load("YamlDotNet").GetName().Name!);
        session.Range(0, 1, 1, 1).Write().Parquet(Path.Combine(_folder, "in"));
        DataStreamWriter Stream(string step) => session.ReadStream().Schema("id BIGINT").Parquet(Path.Combine(_folder, "in"))
            .Select(name(Col("id")).As("name")).WriteStream().Option("checkpointLocation", Path.Combine(_folder, step)).Trigger(Trigger.AvailableNow());
        Stream("one").Format("json").Start(Path.Combine(_folder, "out")).AwaitTermination();
        Assert.Equal(["YamlDotNet"], await session.Read().Json(Path.Combine(_folder, "out")).ToListAsync<string>(Cancel));
        var batches = Path.Combine(_folder, "batches");
        Stream("two").ForeachBatch((batch, id) => batch
            .Select(Udf<string, string>(other => $"{other} {Assembly.Load("YamlDotNet").GetName().Name}")(Col("name")))
            .Union(batch.Select(Lit(Assembly.Load("YamlDotNet").GetName().Name))).Write().Json(batches)).Start().AwaitTermination();
        Assert.Equal(["YamlDotNet", "YamlDotNet YamlDotNet"], (await session.Read().Json(batches).ToListAsync<string>(Cancel)).Order());
    }

    [Fact]
    public async Task A_library_that_is_added_is_sent_too()
    {
        await using var session = await server.SessionAsync();
        var path = Compiled.Assembly(_folder, "Added.By.Path", "public static class Plugin { }");
        SparkContext.AddLibrary(path);
        Assert.Equal(["Plugin"], await NamesAsync(session, Udf<long, string>(n => Assembly.Load("Added.By.Path").GetType("Plugin")!.Name)));
        Assert.Throws<FileNotFoundException>(() => SparkContext.AddLibrary(Path.Combine(_folder, "none.dll")));
    }

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    static async Task<IEnumerable<string>> NamesAsync(SparkSession session, Func<Column, Column> name) =>
        await session.Range(1).Select(name(Col("id"))).ToListAsync<string>(Cancel);

    public sealed record Named(string Name);
}
