using System.Security.Cryptography;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using DistributedML.Grains.Interfaces;
using DistributedML.Learning;
using DistributedML.Models;
using DistributedML.Models.Inference;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenTelemetry.Metrics;
using Scalar.AspNetCore;

namespace DistributedML.Grains.Api;

/// <summary>The REST API, its description, metrics, health checks and the page, all on the <see cref="IDeployments"/> of the host's services.</summary>
public static class DmlApi
{
    const string MetricsPath = "/metrics";

    static readonly TimeSpan ScrapeMaxAge = TimeSpan.FromMilliseconds(250);

    /// <summary>Registers what the API needs and makes the host listen on <see cref="ApiOptions.Url"/> only.</summary>
    /// <exception cref="ArgumentException">At least one option is wrong: see <see cref="ApiOptions"/>.</exception>
    public static WebApplicationBuilder AddDmlApi(this WebApplicationBuilder builder, ApiOptions options, ModelKinds kinds)
    {
        options.ThrowIfInvalid();
        builder.WebHost.UseUrls(options.Url);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = EventBody.MostBytesOnWire;
        });
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(kinds);
        services.AddSingleton<DeploymentWatch>();
        services.AddSingleton<ApiMetrics>();
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Add(InferenceJson.Default);
            foreach (var resolver in kinds.All.SelectMany(kind => kind.Queries).Select(query => query.Answer.OriginatingResolver).OfType<IJsonTypeInfoResolver>().Distinct())
                json.SerializerOptions.TypeInfoResolverChain.Add(resolver);
        });
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = Explain);
        services.AddOpenApi("v1", document => ApiDocument.Complete(document, options));
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddAspNetCoreInstrumentation()
            .AddMeter(ApiMetrics.MeterName, "System.Runtime")
            .AddPrometheusExporter());
        return builder;
    }

    /// <summary>Maps the endpoints under /api, health, metrics, the description at /openapi/v1.json and /scalar, and the page at /.</summary>
    public static WebApplication MapDmlApi(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseMiddleware<RequestGuard>();
        app.Use(AskShardsBeforeScrape);

        var api = app.MapGroup("/api");
        DeploymentEndpoints.Map(api);
        ModelEndpoints.Map(api, app.Services.GetRequiredService<IDeployments>(), app.Services.GetRequiredService<ModelKinds>());
        EventEndpoints.Map(api);
        LiveEndpoint.Map(api);
        InferenceEndpoints.Map(app, app.Services.GetRequiredService<IDeployments>());
        HealthEndpoints.Map(app);
        PageEndpoints.Map(app, app.Services.GetRequiredService<ModelKinds>());
        app.MapPrometheusScrapingEndpoint(MetricsPath);
        app.MapOpenApi().AllowAnonymous();
        app.MapScalarApiReference(Browse).AllowAnonymous();
        return app;
    }

    static async Task AskShardsBeforeScrape(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Path.Equals(MetricsPath, StringComparison.OrdinalIgnoreCase))
        {
            http.RequestServices.GetRequiredService<ApiMetrics>();
            await http.RequestServices.GetRequiredService<DeploymentWatch>().Read(ScrapeMaxAge);
        }
        await next(http);
    }

    /// <summary>The browsable page: everything from its package, nothing from elsewhere. It needs one inline script, which a nonce lets through, and inline styles.</summary>
    static void Browse(ScalarOptions scalar, HttpContext http)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        http.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        scalar.WithNonce(nonce).WithTitle("DistributedML API").DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp().HideDeveloperTools();
    }

    /// <summary>Completes the problems that the framework writes: unknown paths, wrong methods, faults of ours.</summary>
    static void Explain(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        problem.Instance ??= Problems.Where(context.HttpContext);
        problem.Detail ??= problem.Status switch
        {
            StatusCodes.Status404NotFound => "Nothing is at this address; /openapi/v1.json describes all that there is.",
            StatusCodes.Status405MethodNotAllowed => $"The address does not take {context.HttpContext.Request.Method}; the header Allow says what it takes.",
            >= 500 => "The fault is in the server and is in its log; the trace id finds it.",
            _ => null,
        };
    }
}
