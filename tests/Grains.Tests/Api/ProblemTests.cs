using System.Net;

namespace DistributedML.Tests.Grains.Api;

public sealed class ProblemTests
{
    [Fact]
    public async Task An_address_where_nothing_is_says_where_the_description_is()
    {
        await using var host = await ApiHost.Start();
        Assert.Contains("/openapi/v1.json", (await host.Get("/api/nothing")).Problem(HttpStatusCode.NotFound), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_method_that_an_address_does_not_take_is_told_with_those_it_takes()
    {
        await using var host = await ApiHost.Start();
        var reply = await host.Post("/api/alerts", "{}");
        Assert.Contains("does not take POST", reply.Problem(HttpStatusCode.MethodNotAllowed), StringComparison.Ordinal);
        Assert.Equal("GET", reply.Headers["Allow"]);
    }

    [Fact]
    public async Task A_shard_that_does_not_answer_is_a_passing_problem()
    {
        await using var host = await ApiHost.Start();
        host.Deployments.OnRecommend = (_, _) => throw new TimeoutException("response did not arrive on time");
        var reply = await host.Get("/api/recommendations/u");
        Assert.Contains("Try again", reply.Problem(HttpStatusCode.ServiceUnavailable), StringComparison.Ordinal);
        Assert.Equal("1", reply.Headers["Retry-After"]);
    }

    [Fact]
    public async Task A_fault_of_ours_is_in_the_log_and_its_words_are_not_in_the_answer()
    {
        await using var host = await ApiHost.Start();
        host.Deployments.OnRecommend = (_, _) => throw new FormatException("inner words");
        var reply = await host.Get("/api/recommendations/u");
        Assert.Contains("in its log", reply.Problem(HttpStatusCode.InternalServerError), StringComparison.Ordinal);
        Assert.DoesNotContain("inner words", reply.Text, StringComparison.Ordinal);
        Assert.Contains(host.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("inner words", StringComparison.Ordinal));
    }
}
