using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using DistributedML.Grains.Api;
using DistributedML.Learning;

namespace DistributedML.Tests.Grains.Api;

public sealed class SecurityTests
{
    const string Token = "correct-horse-battery-staple";

    [Theory]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://*:8080")]
    [InlineData("http://[::]:8080")]
    [InlineData("http://192.168.1.7:8080")]
    public void An_address_that_others_reach_needs_a_token(string url)
    {
        var error = Assert.Throws<OptionsException>(() => new ApiOptions { Url = url, Token = null }.ThrowIfInvalid());
        Assert.Contains("DML_API_TOKEN", error.Message, StringComparison.Ordinal);
        new ApiOptions { Url = url, Token = Token }.ThrowIfInvalid();
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://localhost:8080")]
    [InlineData("http://[::1]:8080")]
    public void A_loopback_address_needs_none(string url) => new ApiOptions { Url = url, Token = null }.ThrowIfInvalid();

    [Theory]
    [InlineData("127.0.0.1:8080")]
    [InlineData("https://127.0.0.1:8080")]
    [InlineData("http://127.0.0.1:8080/sub")]
    [InlineData("")]
    public void An_address_that_cannot_be_listened_on_is_refused(string url) =>
        Assert.Contains("http://127.0.0.1:8080", Assert.Throws<OptionsException>(() => new ApiOptions { Url = url, Token = Token }.ThrowIfInvalid()).Message, StringComparison.Ordinal);

    [Fact]
    public void A_weak_token_is_refused_and_no_text_of_the_options_holds_a_token()
    {
        var error = Assert.Throws<OptionsException>(() => new ApiOptions { Token = "hunter2" }.ThrowIfInvalid());
        Assert.DoesNotContain("hunter2", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, $"{new ApiOptions { Token = Token }}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_token_nothing_answers_without_it_but_liveness_the_page_and_the_description()
    {
        await using var host = await ApiHost.Start(Token, "http://0.0.0.0:0");
        foreach (var path in new[] { "/api/deployments", "/api/recommendations/u", "/api/live", "/health/ready", "/metrics", "/nothing" })
        {
            var reply = await host.Get(path);
            Assert.Contains("Authorization: Bearer", reply.Problem(HttpStatusCode.Unauthorized), StringComparison.Ordinal);
            Assert.Equal("Bearer", reply.Headers["WWW-Authenticate"]);
        }
        foreach (var path in new[] { "/health/live", "/", "/page.js", "/openapi/v1.json", "/scalar/" })
            Assert.Equal(HttpStatusCode.OK, (await host.Get(path)).Status);

        host.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        foreach (var path in new[] { "/api/deployments", "/api/recommendations/u", "/health/ready", "/metrics" })
            Assert.Equal(HttpStatusCode.OK, (await host.Get(path)).Status);
    }

    [Theory]
    [InlineData("Bearer correct-horse-battery-stapl")]
    [InlineData("Bearer correct-horse-battery-staple2")]
    [InlineData("Bearer  correct-horse-battery-staple")]
    [InlineData("Bearer ")]
    [InlineData("Basic correct-horse-battery-staple")]
    [InlineData("correct-horse-battery-staple")]
    public async Task Another_token_does_not_open(string authorization)
    {
        await using var host = await ApiHost.Start(Token);
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/alerts");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        (await host.Send(request)).Problem(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task No_token_is_ever_logged()
    {
        await using var host = await ApiHost.Start(Token);
        foreach (var sent in new[] { Token, "another-token-of-somebody" })
        {
            host.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", sent);
            await host.Get("/api/deployments");
        }
        Assert.Contains(host.Log.Lines, line => line.Contains("/api/deployments", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Log.Lines, line => line.Contains(Token, StringComparison.Ordinal) || line.Contains("another-token-of-somebody", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("LOCALHOST", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("[::1]", true)]
    [InlineData("evil.example", false)]
    [InlineData("127.0.0.1.evil.example", false)]
    [InlineData("localhost.evil.example", false)]
    public async Task On_loopback_only_requests_addressed_to_this_machine_are_answered(string name, bool answered)
    {
        await using var host = await ApiHost.Start();
        foreach (var path in new[] { "/", "/api/deployments", "/health/live" })
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Host = $"{name}:{host.Http.BaseAddress!.Port}";
            var reply = await host.Send(request);
            if (answered) Assert.Equal(HttpStatusCode.OK, reply.Status);
            else Assert.Contains("localhost", reply.Problem(HttpStatusCode.BadRequest), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("https://evil.example", false)]
    [InlineData("http://localhost.evil.example:{0}", false)]
    [InlineData("http://127.0.0.1:1", false)]
    [InlineData("null", false)]
    [InlineData("http://127.0.0.1:{0}", true)]
    [InlineData("", true)]
    public async Task Nothing_is_changed_for_the_page_of_another_origin(string origin, bool taken)
    {
        await using var host = await ApiHost.Start();
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/score") { Content = new StringContent("{}", null, "application/json") };
        if (origin.Length > 0) request.Headers.Add("Origin", string.Format(CultureInfo.InvariantCulture, origin, host.Http.BaseAddress!.Port));
        var reply = await host.Send(request);
        if (taken) Assert.NotEqual(HttpStatusCode.Forbidden, reply.Status);
        else Assert.Contains("may not change anything here", reply.Problem(HttpStatusCode.Forbidden), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/page.js")]
    [InlineData("/api/deployments")]
    [InlineData("/api/nothing")]
    [InlineData("/scalar/")]
    [InlineData("/metrics")]
    public async Task Every_answer_forbids_framing_sniffing_and_anything_from_elsewhere(string path)
    {
        await using var host = await ApiHost.Start();
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Origin", "https://evil.example");
        var headers = (await host.Send(request)).Headers;
        Assert.Equal("nosniff", headers["X-Content-Type-Options"]);
        var policy = headers["Content-Security-Policy"];
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("connect-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src 'self' 'unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain(headers.Keys, name => name.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
        Assert.False(headers.ContainsKey("Server"));
    }
}
