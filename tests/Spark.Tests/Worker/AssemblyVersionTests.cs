using System.Runtime.Loader;
using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Spark.Worker;

public sealed class AssemblyVersionTests(SparkServer server) : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Two_versions_of_an_assembly_are_in_use_at_once()
    {
        await using var session = await server.SessionAsync();
        var (first, second) = (Greeting("one"), Greeting("two"));
        var (one, two) = (Udf<long, string>(first), Udf<long, string>(second));
        var rows = await session.Range(3).Select(one(Col("id")), two(Col("id"))).RowsAsync();
        Assert.All(rows, row => Assert.Equal(("one Helper one", "two Helper two"), (row.GetAs<string>(0), row.GetAs<string>(1))));
    }

    // The method of an assembly that needs another, both of this version.
    Func<long, string> Greeting(string version)
    {
        var folder = Path.Combine(_folder, version);
        Directory.CreateDirectory(folder);
        var helper = Compiled.Assembly(folder, "Greeting.Helper", $"public static class Helper {{ public static string Name => \"Helper {version}\"; }}");
        var main = Compiled.Assembly(folder, "Greeting", $"public static class Greeting {{ public static string Of(long n) => \"{version} \" + Helper.Name; }}", helper);
        var context = new AssemblyLoadContext(version);
        context.Resolving += (self, name) => self.LoadFromAssemblyPath(Path.Combine(folder, name.Name + ".dll"));
        return context.LoadFromAssemblyPath(main).GetType("Greeting")!.GetMethod("Of")!.CreateDelegate<Func<long, string>>();
    }
}
