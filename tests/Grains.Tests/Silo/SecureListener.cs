using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DistributedML.Pipelines;
using DistributedML.Streams;

namespace DistributedML.Tests.Grains.Silo;

/// <summary>A listener of a started broker that asks for a user's password over TLS, with a certificate of its own authority.</summary>
sealed class SecureListener
{
    /// <summary>The environment variable with the user's password.</summary>
    public const string Variable = "DML_TEST_KAFKA_PASSWORD";

    const string User = "tester";
    readonly string _password = Guid.NewGuid().ToString("N");
    readonly string _authority;

    /// <param name="folder">Where its certificates lie.</param>
    public SecureListener(string folder)
    {
        _authority = Path.Combine(folder, "authority.pem");
        var server = Path.Combine(folder, "server.pem");
        WriteCertificates(_authority, server);
        Settings = $"""
            listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL
            ssl.keystore.type=PEM
            ssl.keystore.location={server}
            sasl.enabled.mechanisms=PLAIN
            listener.name.sasl_ssl.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required user_{User}="{_password}";
            """;
        Environment.SetEnvironmentVariable(Variable, _password);
    }

    public int Port { get; } = LoopbackPort.Free();

    public string Bootstrap => $"127.0.0.1:{Port}";

    /// <summary>The broker's settings of it.</summary>
    public string Settings { get; }

    /// <summary>What a pipeline says to reach it.</summary>
    public KafkaDefinition Kafka => new()
    {
        Settings =
        [
            new("security.protocol", "sasl_ssl"), new("sasl.mechanism", "PLAIN"), new("sasl.username", User),
            new("sasl.password", $"${{{Variable}}}"), new("ssl.ca.location", _authority),
        ],
    };

    static void WriteCertificates(string authorityFile, string serverFile)
    {
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test authority", authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        using var authority = request.CreateSelfSigned(from, to);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var server = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        server.CertificateExtensions.Add(names.Build());
        using var certificate = server.Create(authority, from, to, [1, 2, 3, 4]);
        File.WriteAllText(authorityFile, authority.ExportCertificatePem());
        File.WriteAllText(serverFile, $"{key.ExportPkcs8PrivateKeyPem()}\n{certificate.ExportCertificatePem()}\n");
    }
}
