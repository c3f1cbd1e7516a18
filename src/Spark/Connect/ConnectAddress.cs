namespace DistributedML.Spark.Connect;

/// <summary>A Spark Connect server's address: <c>sc://host[:port][/;key=value;...]</c> with the keys token, use_ssl, user_id, session_id.</summary>
internal sealed record ConnectAddress(string Host, int Port, bool Tls, string? Token, string? UserId, string? SessionId)
{
    const int DefaultPort = 15002;

    /// <summary>The address that HTTP clients take.</summary>
    public Uri Uri => new($"{(Tls ? "https" : "http")}://{Host}:{Port}");

    /// <exception cref="ArgumentException">The text is no such address; the message says which part.</exception>
    public static ConnectAddress Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme != "sc" || uri.Host.Length == 0)
            throw new ArgumentException($"'{text}' is no Spark Connect address: expected sc://host[:port][/;key=value;...]");
        var keys = new Dictionary<string, string>();
        foreach (var part in uri.AbsolutePath.TrimStart('/').Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = part.Split('=', 2);
            if (pair.Length != 2 || pair[1].Length == 0) throw new ArgumentException($"'{part}' in the address of Spark is not key=value");
            keys[pair[0]] = Uri.UnescapeDataString(pair[1]);
        }
        return new(
            uri.Host,
            uri.Port > 0 ? uri.Port : DefaultPort,
            bool.Parse(keys.GetValueOrDefault("use_ssl", "false")),
            keys.GetValueOrDefault("token"),
            keys.GetValueOrDefault("user_id"),
            keys.GetValueOrDefault("session_id"));
    }
}
