using DistributedML.Grains.Interfaces;
using DistributedML.Learning;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace DistributedML.Grains.Api;

/// <summary>The REST API, its description, metrics, health checks and the page, all on the <see cref="IDeployments"/> of the host's services.</summary>
public static class DmlApi
{
    /// <summary>Registers what the API needs and makes the host listen on <see cref="ApiOptions.Url"/> only.</summary>
    /// <exception cref="ArgumentException">At least one option is wrong: see <see cref="ApiOptions"/>.</exception>
    public static WebApplicationBuilder AddDmlApi(this WebApplicationBuilder builder, ApiOptions options)
    {
        options.ThrowIfInvalid();
        builder.Services.AddSingleton(options);
        builder.WebHost.UseUrls(options.Url);
        return builder;
    }

    /// <summary>Maps all endpoints of the API and the page.</summary>
    public static WebApplication MapDmlApi(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Ok());
        return app;
    }
}
