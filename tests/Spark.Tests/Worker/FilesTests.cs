using System.IO.Compression;
using Microsoft.Spark;
using static Microsoft.Spark.Sql.Functions;

namespace DistributedML.Tests.Spark.Worker;

public sealed class FilesTests(SparkServer server) : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("dml-spark-files-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Functions_read_files_folders_and_archives_that_the_client_sent()
    {
        await using var session = await server.SessionAsync();
        var context = session.SparkContext;
        context.AddFile(Write("rates.txt", "1.5"));
        Directory.CreateDirectory(Path.Combine(_folder, "many", "deep"));
        Write("many/a.txt", "a");
        Write("many/deep/b.txt", "b");
        Assert.Contains("recursive: true", Assert.Throws<ArgumentException>(() => context.AddFile(Path.Combine(_folder, "many"))).Message);
        context.AddFile(Path.Combine(_folder, "many"), recursive: true);
        Assert.Equal(["rates.txt", "a.txt", "b.txt"], context.ListFiles());
        Assert.Equal("1.5", await File.ReadAllTextAsync(SparkFiles.Get("rates.txt"), TestContext.Current.CancellationToken));

        var archive = Path.Combine(_folder, "words.zip");
        ZipFile.CreateFromDirectory(Path.Combine(_folder, "many"), archive);
        context.AddArchive(archive);
        Assert.Equal(["words.zip"], context.ListArchives());

        var read = Udf<string, string>(name => File.ReadAllText(SparkFiles.Get(name)));
        var names = session.CreateDataFrame(["rates.txt", "a.txt", "b.txt", "words.zip/deep/b.txt"]);
        Assert.Equal(["1.5", "a", "b", "b"], await names.Select(read(Col("_1"))).ToListAsync<string>(TestContext.Current.CancellationToken));

        // The files are the session's own.
        await using var other = await server.SessionAsync();
        var error = await Assert.ThrowsAsync<SparkException>(() => other.CreateDataFrame(["rates.txt"]).Select(read(Col("_1"))).ToListAsync<string>(TestContext.Current.CancellationToken));
        Assert.Contains("System.IO.FileNotFoundException", error.Message);
        Assert.Throws<FileNotFoundException>(() => context.AddFile(Path.Combine(_folder, "nothing")));
    }

    string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
