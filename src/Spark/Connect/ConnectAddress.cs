using System.Net;

namespace DistributedML.Spark.Connect;

/// <summary>
/// A Spark Connect server's address: <c>sc://host[:port][/;key=value;...]</c> with the keys token, use_ssl, user_id, user_agent and session_id.
/// A token travels over TLS, which it turns on; to this machine itself it may travel without.
/// </summary>
sealed record ConnectAddress(string Host, int Port, bool Tls, string? Token, string? UserId, string? SessionId, string? UserAgent = null)
{
    const int DefaultPort = 15002;

    /// <summary>By this name Spark hands its token to programs that it starts, the server and workers.</summary>
    const string TokenVariable = "SPARK_CONNECT_AUTHENTICATE_TOKEN";

    static readonly string[] Keys = ["token", "use_ssl", "user_id", "user_agent", "session_id"];

    /// <summary>The address that HTTP clients take.</summary>
    public Uri Uri => new($"{(Tls ? "https" : "http")}://{Place}");

    /// <summary>Host and port, as messages name the server.</summary>
    public string Place => $"{(Host.Contains(':') && Host[0] != '[' ? $"[{Host}]" : Host)}:{Port}";

    /// <summary>Whether the server is on this machine by its name.</summary>
    public bool Loopback => Host is "localhost" || (IPAddress.TryParse(Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    /// <summary>The token for the server; Spark's own from the environment where the address has none and it cannot be overheard.</summary>
    public string? TokenToSend => Token ?? (Tls || Loopback ? Environment.GetEnvironmentVariable(TokenVariable) : null);

    /// <exception cref="ArgumentException">The text is no such address; the message says which part.</exception>
    public static ConnectAddress Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme != "sc" || uri.Host.Length == 0)
            throw new ArgumentException($"'{Hide(text)}' is no Spark Connect address: expected sc://host[:port][/;key=value;...]");
        var keys = new Dictionary<string, string>();
        foreach (var part in uri.AbsolutePath.TrimStart('/').Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = part.Split('=', 2);
            if (pair.Length != 2 || pair[1].Length == 0) throw new ArgumentException($"'{part}' in the address of Spark is not key=value");
            if (!Keys.Contains(pair[0])) throw new ArgumentException($"'{pair[0]}' in the address of Spark is none of the keys {string.Join(", ", Keys)}");
            keys[pair[0]] = Uri.UnescapeDataString(pair[1]);
        }
        var token = keys.GetValueOrDefault("token");
        var address = new ConnectAddress(
            uri.Host, uri.Port > 0 ? uri.Port : DefaultPort, false, token, keys.GetValueOrDefault("user_id"), Session(keys.GetValueOrDefault("session_id")), keys.GetValueOrDefault("user_agent"));
        var tls = keys.TryGetValue("use_ssl", out var ssl) ? Flag(ssl) : token is not null && !address.Loopback;
        if (token is not null && !tls && !address.Loopback)
            throw new ArgumentException($"The token for {address.Place} would travel in clear text: leave out use_ssl=false");
        return address with { Tls = tls };
    }

    /// <summary>Without the token, which does not belong into messages.</summary>
    public override string ToString() => $"sc://{Place}";

    static bool Flag(string text) => bool.TryParse(text, out var flag) ? flag : throw new ArgumentException($"use_ssl is true or false in the address of Spark, not '{text}'");

    static string? Session(string? text) => text is null || Guid.TryParse(text, out _) ? text : throw new ArgumentException($"session_id in the address of Spark must be a UUID, not '{text}'");

    static string Hide(string text) => text.IndexOf("token=", StringComparison.Ordinal) is var at and >= 0 ? $"{text[..at]}token=..." : text;
}
