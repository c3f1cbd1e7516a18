using System.Diagnostics;
using DistributedML.Registry;
using DistributedML.Registry.Storage;
using Microsoft.Data.Sqlite;

namespace DistributedML.Tests.Registry;

public class OpeningTests
{
    [Fact]
    public void Opening_an_existing_registry_fails_where_there_is_none_and_makes_none()
    {
        var folder = Directory.CreateTempSubdirectory("registry-").FullName;
        Assert.Contains($"there is no registry in '{folder}'", Assert.Throws<RegistryException>(() => ModelRegistry.OpenExisting(folder)).Message);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
        Directory.Delete(folder);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_kept()
    {
        var (folder, path) = Prepare();
        var text = string.Concat(Enumerable.Repeat("this is no database\n", 100));
        File.WriteAllText(path, text);
        Assert.Contains($"'{path}' is not a registry: it is no SQLite database", Assert.Throws<RegistryException>(() => ModelRegistry.Open(folder)).Message);
        Assert.Equal(text, File.ReadAllText(path));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("create table customers (id integer)")]
    [InlineData("pragma application_id = 17")]
    [InlineData("pragma user_version = 3")]
    public void Another_programs_database_is_refused_and_kept(string sql)
    {
        var (folder, path) = Prepare();
        Sql(path, sql);
        var before = File.ReadAllBytes(path);
        Assert.Contains($"'{path}' is a SQLite database but not a registry", Assert.Throws<RegistryException>(() => ModelRegistry.Open(folder)).Message);
        Assert.Equal(before, File.ReadAllBytes(path));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_registry_of_newer_code_is_refused_with_both_schemas()
    {
        using var temporary = new TemporaryRegistry();
        Sql(Path.Combine(temporary.Folder, "registry.db"), "pragma user_version = 7");
        var exception = Assert.Throws<RegistryException>(() => ModelRegistry.Open(temporary.Folder));
        Assert.Contains($"has schema 7; this program knows schemas up to {Schema.Migrations.Length}", exception.Message);
    }

    [Fact]
    public void An_older_registry_becomes_the_next_with_all_it_holds_or_stays_as_it_is()
    {
        using var temporary = new TemporaryRegistry();
        temporary.Register();
        var path = Path.Combine(temporary.Folder, "registry.db");
        string[] next = [.. Schema.Migrations, "alter table runs add column host text"];

        Assert.Throws<RegistryException>(() => new RegistryDatabase(path, [.. next, "create table broken ("]));
        Assert.Equal(1, temporary.Register().Version);   // the first of the two steps did not stay either
        using (var database = new RegistryDatabase(path, next))
        {
            Assert.Equal(next.Length, database.Read(connection => connection.Number("pragma user_version")));
            Assert.Equal(1, database.Read(connection => connection.Number("select count(*) from runs where host is null and id = 1")));
        }
        Assert.Throws<RegistryException>(() => ModelRegistry.Open(temporary.Folder));
    }

    [Fact]
    public void A_folder_that_cannot_hold_a_registry_is_named()
    {
        var (folder, path) = Prepare();
        Directory.CreateDirectory(path);
        Assert.Contains($"'{path}' cannot be opened", Assert.Throws<RegistryException>(() => ModelRegistry.Open(folder)).Message);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_damaged_database_is_said_to_be_damaged()
    {
        using var temporary = new TemporaryRegistry();
        temporary.RegisterVersions(30);
        temporary.Registry.Dispose();   // also folds the log into the file
        var path = Path.Combine(temporary.Folder, "registry.db");
        var bytes = File.ReadAllBytes(path);
        bytes.AsSpan(4096).Fill(0xA5);
        File.WriteAllBytes(path, bytes);
        Assert.Contains($"'{path}' is damaged", Assert.Throws<RegistryException>(() => temporary.Registry.Versions("recommender")).Message);
    }

    [Fact]
    public void What_is_missing_is_named_with_what_is_there()
    {
        using var temporary = new TemporaryRegistry();
        var registry = temporary.Registry;
        Expect("there is no model 'recommender'; there is none", () => registry.Versions("recommender"));
        temporary.RegisterVersions(4);
        temporary.RegisterVersions(1, "forecaster");
        Expect("there is no model 'recomender'; did you mean 'recommender'?", () => registry.GetVersion("recomender", 1));
        Expect("there is no model 'x'; expected one of forecaster, recommender", () => registry.Aliases("x"));
        Expect("model 'recommender' has no version 9; it has 1 to 4", () => registry.Promote("recommender", "champion", 9));
        Expect("model 'recommender' has no alias 'champion'; there is none", () => registry.Rollback("recommender", "champion"));
        registry.Promote("recommender", "champion", 1);
        Expect("model 'recommender' has no alias 'chmpion'; did you mean 'champion'?", () => registry.GetVersion("recommender", "chmpion"));
        Expect("model 'recommender' has no alias 'challenger'; expected one of champion", () => registry.AliasHistory("recommender", "challenger"));
        Expect("there is no run 77; the newest is 5", () => registry.GetRun(77));

        static void Expect(string message, Func<object> action) => Assert.Equal(message, Assert.Throws<RegistryException>(action).Message);
    }

    [Fact]
    public void Readers_do_not_wait_for_a_writer_and_see_the_state_before_it()
    {
        using var temporary = new TemporaryRegistry();
        temporary.RegisterVersions(2);
        temporary.Registry.Promote("recommender", "champion", 1);
        using var writer = new RegistryDatabase(Path.Combine(temporary.Folder, "registry.db"), Schema.Migrations);
        writer.Write(connection =>
        {
            connection.Execute("update aliases set version = 2");
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < 100; i++) Assert.Equal(1, temporary.Registry.AliasVersion("recommender", "champion"));
            Assert.InRange(watch.Elapsed.TotalSeconds, 0, 29);   // a reader that waited would wait for 30 s
            return true;
        });
        Assert.Equal(2, temporary.Registry.AliasVersion("recommender", "champion"));
    }

    static (string Folder, string Path) Prepare()
    {
        var folder = Directory.CreateTempSubdirectory("registry-").FullName;
        return (folder, Path.Combine(folder, "registry.db"));
    }

    static void Sql(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        connection.Execute(sql);
    }
}
