using DistributedML.Spark.Connect;

namespace DistributedML.Tests.Spark.Connect;

public class ServerSettingsTests
{
    const string Worker = "file:/tmp/dml-worker.tar.gz#dml-worker";

    [Theory]
    [InlineData(null, null, Worker)]
    [InlineData("one.zip", null, $"one.zip,{Worker}")]
    [InlineData(null, "site.zip#site", $"site.zip#site,{Worker}")]
    [InlineData("one.zip", "site.zip#site", $"one.zip,{Worker}")]
    public void The_workers_archive_comes_beside_those_that_the_program_or_the_site_has(string? program, string? site, string expected)
    {
        using var home = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(home.Path, "conf"));
        File.WriteAllText(Path.Combine(home.Path, "conf", "spark-defaults.conf"), $"# of the site\nspark.ui.enabled = true\n{(site is null ? "" : $"spark.archives   {site}")}\n");
        var configuration = new Dictionary<string, string>();
        if (program is not null) configuration["spark.archives"] = program;
        var lines = File.ReadAllLines(ServerSettings.Write(Path.Combine(home.Path, "settings"), home.Path, home.Path, 1, configuration, Worker, isLocal: false));
        Assert.Contains($"spark.archives = {ServerSettings.Escape(expected)}", lines);
        Assert.DoesNotContain(lines, line => line.StartsWith("spark.ui.enabled", StringComparison.Ordinal));
    }
}
