using System.Security.Cryptography;
using System.Text;
using DistributedML.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace DistributedML.Grains.Api;

/// <summary>The page, from the assembly's resources. It holds nothing of the deployment, so anybody may load it; what it shows it asks for with the token.</summary>
static class PageEndpoints
{
    const string Folder = "wwwroot/";

    /// <summary>Maps every file of the page, index.html at "/", and the panels of the kinds of models.</summary>
    public static void Map(IEndpointRouteBuilder routes, ModelKinds kinds)
    {
        var assembly = typeof(PageEndpoints).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            var path = resource[Folder.Length..];
            Map(routes, path == "index.html" ? "/" : $"/{path}", bytes, ContentType(resource));
        }
        foreach (var kind in kinds.All)
        {
            if (kind.Panel is { } panel) Map(routes, $"/{ModelAnswer.PanelPath(kind.Name)}", Encoding.UTF8.GetBytes(panel), ContentType(".js"));
        }
    }

    static void Map(IEndpointRouteBuilder routes, string path, byte[] bytes, string type)
    {
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))}\"");
        routes.MapGet(path, (HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "no-cache";
            return TypedResults.Bytes(bytes, type, entityTag: tag);
        }).AllowAnonymous().ExcludeFromDescription();
    }

    static string ContentType(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new InvalidOperationException($"{name}: no content type is known for {other}"),
    };
}
