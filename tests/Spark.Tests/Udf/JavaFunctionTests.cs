using System.Diagnostics;
using DistributedML.Spark.Connect;
using Microsoft.Spark;
using Microsoft.Spark.Experimental.Sql;
using Microsoft.Spark.Sql;
using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Spark.Udfs;

/// <summary>What programs of Microsoft.Spark use beside C# functions.</summary>
public sealed class JavaFunctionTests(SparkServer server) : IDisposable
{
    const string Length = "package example; public class Length implements org.apache.spark.sql.api.java.UDF1<String, Integer> { public Integer call(String s) { return s.length(); } }";

    readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_function_of_Java_has_a_name_in_sql()
    {
        await using var session = await server.SessionAsync();
        await session.Client.AddArtifactsAsync([Artifact.FromFile("jars/length.jar", Jar())], Cancel);
        session.Udf().RegisterJava<int>("java_length", "example.Length");
        session.Udf().RegisterJava("java_length_too", "example.Length");
        Assert.Equal([(4, 5)], await session.Sql("SELECT java_length('four'), java_length_too('fives')").ToListAsync<(int, int)>(Cancel));
    }

    [Fact]
    public async Task A_class_that_the_server_does_not_have_is_named()
    {
        await using var session = await server.SessionAsync();
        Assert.Contains("com.example.Length", Assert.Throws<SparkException>(() => session.Udf().RegisterJava<int>("java_length", "com.example.Length")).Message);
        Assert.Contains("com.example.Sum", Assert.Throws<SparkException>(() => session.Udf().RegisterJavaUDAF("java_sum", "com.example.Sum")).Message);
    }

    [Fact]
    public async Task The_versions_of_library_and_worker_are_told()
    {
        await using var session = await server.SessionAsync();
        var version = typeof(SparkSession).Assembly.GetName().Version!.ToString();
        Assert.Equal([("DistributedML.Spark", version), ("DistributedML.SparkWorker", version)],
            await session.GetAssemblyInfo(3).Select("AssemblyName", "AssemblyVersion").ToListAsync<(string, string)>(Cancel));
    }

    [Fact]
    public async Task Parameters_have_the_names_that_they_have_in_Microsoft_Spark()
    {
        await using var session = await server.SessionAsync();
        var row = session.Sql("SELECT 'xab' AS s").Select(
            Lpad(column: Col("s"), len: 5, pad: "0"), RegexpExtract(column: Col("s"), exp: "a(b)", groupIdx: 1), Trim(column: Col("s"), trimString: "x"));
        Assert.Equal([("00xab", "b", "ab")], await row.ToListAsync<(string, string, string)>(Cancel));
    }

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    string Jar()
    {
        var source = Directory.CreateDirectory(Path.Combine(_folder, "example")).FullName;
        File.WriteAllText(Path.Combine(source, "Length.java"), Length);
        Run("javac", "-cp", Path.Combine(SparkServer.Home!, "jars", "*"), "example/Length.java");
        Run("jar", "cf", "length.jar", "example/Length.class");
        return Path.Combine(_folder, "length.jar");
    }

    void Run(string program, params string[] arguments)
    {
        var bin = Path.Combine(Environment.GetEnvironmentVariable("JAVA_HOME") ?? "/usr", "bin", program);
        Assert.SkipWhen(!File.Exists(bin), $"there is no {program}: a Java runtime without compiler");
        using var running = Process.Start(new ProcessStartInfo(bin, arguments) { WorkingDirectory = _folder })!;
        running.WaitForExit();
        Assert.Equal(0, running.ExitCode);
    }
}
