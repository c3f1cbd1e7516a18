using DistributedML.Learning;

namespace DistributedML.Grains.Api;

/// <summary>Where the REST API and the page listen, and who may ask.</summary>
public sealed record ApiOptions : IOptions
{
    /// <summary>The environment variable that holds the bearer token.</summary>
    public const string TokenVariable = "DML_API_TOKEN";

    const int ShortestToken = 16;

    /// <summary>The address to listen on: "http://host:port"; port 0 takes a free one. Only this machine reaches a loopback address.</summary>
    public string Url { get; init; } = "http://127.0.0.1:8080";

    /// <summary>
    /// The bearer token that callers must send; null or empty asks for none, which is allowed on a loopback address only.
    /// At least 16 visible ASCII characters. Read from <see cref="TokenVariable"/> unless set.
    /// </summary>
    public string? Token { get; init; } = Environment.GetEnvironmentVariable(TokenVariable);

    /// <summary>Whether only this machine can reach the address.</summary>
    public bool IsLoopback => Uri.TryCreate(Url, UriKind.Absolute, out var uri) && uri.IsLoopback;

    /// <inheritdoc/>
    public IEnumerable<OptionError> Check()
    {
        if (!Uri.TryCreate(WithHost(Url), UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp || uri.AbsolutePath != "/")
            yield return new(nameof(Url), Url, "an address like http://127.0.0.1:8080 (for TLS put a reverse proxy in front)");
        if (string.IsNullOrEmpty(Token))
        {
            if (!IsLoopback)
                yield return new(nameof(Token), null, $"a token in {TokenVariable}, since {Url} can be reached from other machines");
        }
        else if (Token.Length < ShortestToken || Token.Any(c => c is <= ' ' or > '~'))
        {
            yield return new(nameof(Token), "not shown", $"at least {ShortestToken} visible ASCII characters without spaces (set {TokenVariable} to the output of: openssl rand -hex 32)");
        }
    }

    /// <summary>The address; never the token.</summary>
    public override string ToString() => Url;

    /// <summary>"http://*:80" and "http://+:80" mean every address of the machine to the server, but are no URIs.</summary>
    static string WithHost(string url) => url.Replace("//*", "//0.0.0.0", StringComparison.Ordinal).Replace("//+", "//0.0.0.0", StringComparison.Ordinal);
}
