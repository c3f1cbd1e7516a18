using System.Net;
using System.Text.RegularExpressions;

namespace DistributedML.Tests.Grains.Api;

public sealed class PageFileTests
{
    static readonly Regex References = new("""(?:src="|href="|from '\./)([\w.]+\.\w+)["']""");
    static readonly Regex ElsewhereAddresses = new("""https?://(?!www\.w3\.org/2000/svg)|["'(]//""");

    [Fact]
    public async Task The_page_and_all_that_it_loads_come_from_the_silo_and_are_small()
    {
        await using var host = await ApiHost.Start();
        Dictionary<string, Reply> files = [];
        Queue<string> waiting = new([""]);
        while (waiting.TryDequeue(out var file))
        {
            if (files.ContainsKey(file)) continue;
            var reply = files[file] = await host.Get($"/{file}");
            Assert.Equal(HttpStatusCode.OK, reply.Status);
            foreach (Match reference in References.Matches(reply.Text)) waiting.Enqueue(reference.Groups[1].Value);
        }
        Assert.True(files.Count >= 10, $"only {string.Join(", ", files.Keys)} were found");
        Assert.InRange(files.Values.Sum(file => file.Text.Length), 10_000, 60_000);
        Assert.DoesNotContain(files.Values, file => ElsewhereAddresses.IsMatch(file.Text));
        Assert.DoesNotContain(files.Values, file => file.Text.Contains("innerHTML", StringComparison.Ordinal) || file.Text.Contains("insertAdjacentHTML", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_browser_that_has_a_file_does_not_get_it_again()
    {
        await using var host = await ApiHost.Start();
        var first = await host.Get("/page.css");
        var request = new HttpRequestMessage(HttpMethod.Get, "/page.css");
        request.Headers.Add("If-None-Match", first.Headers["ETag"]);
        Assert.Equal(HttpStatusCode.NotModified, (await host.Send(request)).Status);
    }
}
