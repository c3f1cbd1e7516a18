namespace DistributedML.Pipelines;

/// <summary>A setting of the connection to Kafka.</summary>
/// <param name="Name">librdkafka's name, as in "sasl.mechanism".</param>
/// <param name="Value">Its value; ${NAME} stands for the environment variable NAME. Secrets are written in this way alone.</param>
public sealed record KafkaSetting(string Name, string Value)
{
    static readonly string[] Names =
    [
        "security.protocol", "enable.ssl.certificate.verification", "client.rack", "broker.address.family", "socket.timeout.ms", "socket.keepalive.enable",
        "socket.connection.setup.timeout.ms", "connections.max.idle.ms", "compression.type",
    ];

    // These make a client run a program or load a library.
    static readonly string[] Refused = ["sasl.kerberos.kinit.cmd", "ssl.engine.location", "ssl.engine.id", "ssl.providers"];

    static readonly string[] Secrets = ["sasl.password", "sasl.oauthbearer.client.secret", "ssl.key.password", "ssl.key.pem", "ssl.keystore.password"];

    /// <summary>The environment variable that holds the value; null for a value that is written out.</summary>
    public string? Variable => Value.StartsWith("${", StringComparison.Ordinal) && Value.EndsWith('}') ? Value[2..^1] : null;

    /// <summary>What is wrong with it; null when nothing is.</summary>
    internal string? Error =>
        Refused.Contains(Name) ? $"setting '{Name}' is not passed on: it runs programs or loads libraries"
        : !Names.Contains(Name) && !Name.StartsWith("sasl.", StringComparison.Ordinal) && !Name.StartsWith("ssl.", StringComparison.Ordinal)
            ? $"setting '{Name}' is not of the connection; expected sasl.*, ssl.* or one of {string.Join(", ", Names)}"
        : Variable is "" ? $"setting '{Name}' names no environment variable; expected ${{NAME}}"
        : Secrets.Contains(Name) && Variable is null ? $"setting '{Name}' is a secret; expected ${{NAME}} of an environment variable"
        : null;

    /// <summary>The setting's name alone: its value may be a secret.</summary>
    public override string ToString() => Name;
}
