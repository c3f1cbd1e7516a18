using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using DistributedML.Grains.Api;
using DistributedML.Grains.Interfaces;
using DistributedML.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DistributedML.Tests.Grains.Api;

/// <summary>The API on a free port of this machine, over deployments that the test writes.</summary>
sealed class ApiHost : IAsyncDisposable
{
    readonly WebApplication _app;

    ApiHost(WebApplication app, ScriptedDeployments deployments, LogLines log)
    {
        _app = app;
        Deployments = deployments;
        Log = log;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single().Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)) };
    }

    public ScriptedDeployments Deployments { get; }
    public HttpClient Http { get; }
    public LogLines Log { get; }

    public static async Task<ApiHost> Start(string? token = null, string url = "http://127.0.0.1:0", bool withModels = true)
    {
        var builder = WebApplication.CreateSlimBuilder();
        var deployments = new ScriptedDeployments();
        if (!withModels) deployments.Models = [];
        var log = new LogLines();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(log);
        builder.Services.AddSingleton<IDeployments>(deployments);
        builder.AddDmlApi(new ApiOptions { Url = url, Token = token }, ModelKinds.Standard);
        var app = builder.Build();
        app.MapDmlApi();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new ApiHost(app, deployments, log);
    }

    public Task<Reply> Get(string path) => Send(new HttpRequestMessage(HttpMethod.Get, path));

    public Task<Reply> Post(string path, string body, string type = "application/json") =>
        Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, type) });

    public async Task<Reply> Send(HttpRequestMessage request)
    {
        using (request)
        using (var response = await Http.SendAsync(request, TestContext.Current.CancellationToken))
        {
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            var headers = response.Headers.Concat(response.Content.Headers)
                .ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase);
            return new Reply(response.StatusCode, headers, text);
        }
    }

    public Task Stop() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}

/// <summary>What the API answered.</summary>
sealed record Reply(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, string Text)
{
    public JsonObject Json => JsonNode.Parse(Text)!.AsObject();

    /// <summary>Checks that this is a whole problem with a status, and returns its detail.</summary>
    public string Problem(HttpStatusCode status)
    {
        Assert.Equal(status, Status);
        Assert.Equal("application/problem+json", Headers["Content-Type"]);
        Assert.Equal((int)status, (int)Json["status"]!);
        Assert.NotEmpty((string)Json["title"]!);
        Assert.StartsWith("/", (string)Json["instance"]!);
        var detail = (string)Json["detail"]!;
        Assert.NotEmpty(detail);
        return detail;
    }
}
