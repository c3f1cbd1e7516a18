using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace DistributedML.Grains.Api;

/// <summary>
/// Stands before every endpoint. Writes the security headers; on a loopback address takes only requests that were addressed to this machine by
/// name, so that another site's page cannot reach it through DNS rebinding; takes from a browser only what its own page sends; asks for the bearer token when there is one, except where an
/// endpoint allows anybody. No CORS header is ever written.
/// </summary>
sealed class RequestGuard(RequestDelegate next, ApiOptions options)
{
    /// <summary>Scripts, styles and requests from here only; nobody may frame the page.</summary>
    const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    readonly bool _isLoopback = options.IsLoopback;
    readonly byte[]? _tokenHash = string.IsNullOrEmpty(options.Token) ? null : SHA256.HashData(Encoding.UTF8.GetBytes(options.Token));

    public Task InvokeAsync(HttpContext http)
    {
        WriteHeaders(http.Response.Headers);
        if (_isLoopback && !IsThisMachine(http.Request.Host.Host))
            return Problems.Of(http, StatusCodes.Status400BadRequest, "Host not served",
                "This server listens on this machine only; address it as localhost, 127.0.0.1 or [::1].").ExecuteAsync(http);
        if (IsForeign(http.Request))
            return Problems.Of(http, StatusCodes.Status403Forbidden, "Origin not served",
                $"A page of {http.Request.Headers.Origin} may not change anything here; send requests from a program, or from this server's own page.").ExecuteAsync(http);
        if (_tokenHash is not null && !IsOpen(http.GetEndpoint()) && !HasToken(http.Request))
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return Problems.Of(http, StatusCodes.Status401Unauthorized, "Token needed",
                $"Send the header 'Authorization: Bearer TOKEN' with the token that the server was started with ({ApiOptions.TokenVariable}).").ExecuteAsync(http);
        }
        return next(http);
    }

    static void WriteHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }

    static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host is "127.0.0.1" or "[::1]";

    // A browser says which page sends what may change something; programs say nothing. A proxy may have ended TLS before, so the scheme does not count.
    static bool IsForeign(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && request.Headers.Origin.ToString() is { Length: > 0 } origin
        && !(Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));

    static bool IsOpen(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    /// <summary>Compares hashes, which are of one length, in constant time.</summary>
    bool HasToken(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(header[Scheme.Length..])), _tokenHash);
    }
}
