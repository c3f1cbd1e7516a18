using System.Text.Json.Nodes;
using DistributedML.Grains.Api;
using DistributedML.Grains.Interfaces;
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

    public static async Task<ApiHost> Start(string? token = null, string url = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateSlimBuilder();
        var deployments = new ScriptedDeployments();
        var log = new LogLines();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(log);
        builder.Services.AddSingleton<IDeployments>(deployments);
        builder.AddDmlApi(new ApiOptions { Url = url, Token = token });
        var app = builder.Build();
        app.MapDmlApi();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new ApiHost(app, deployments, log);
    }

    public async Task<JsonObject> GetJson(string path)
    {
        using var response = await Http.GetAsync(path, TestContext.Current.CancellationToken);
        return await Json(response);
    }

    public static async Task<JsonObject> Json(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsObject();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}
