using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DistributedML.Spark.Connect;
using Microsoft.Spark;
using Microsoft.Spark.Sql;

namespace DistributedML.Tests.Spark.Connect;

/// <summary>Spark's own server has no TLS; before it stands what offers it, as on a cluster.</summary>
public class TlsTests(SparkServer server)
{
    const string AddressVariable = "DML_TEST_TLS";

    [Fact]
    public async Task A_token_travels_over_TLS_to_a_server_whose_certificate_is_trusted()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var certificate = Certificate();
        await using var relay = await RelayAsync(certificate);
        var trusted = Path.GetTempFileName();
        await File.WriteAllTextAsync(trusted, certificate.ExportCertificatePem(), cancel);
        // What a process trusts it reads once: a process of its own.
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Spark.Tests"), ["--filter-method", $"*.{nameof(Asks_over_TLS)}"])
        {
            Environment = { [AddressVariable] = await AddressAsync(relay), ["SSL_CERT_FILE"] = trusted },
            RedirectStandardOutput = true,
        };
        using var program = Process.Start(start)!;
        var output = await program.StandardOutput.ReadToEndAsync(cancel);
        await program.WaitForExitAsync(cancel);
        File.Delete(trusted);
        Assert.True(program.ExitCode == 0, output);
        Assert.Contains("succeeded: 1", output);
    }

    /// <summary>Not a test but the program of the one above, which runs it in a process of its own.</summary>
    [Fact]
    public async Task Asks_over_TLS()
    {
        var address = Environment.GetEnvironmentVariable(AddressVariable);
        Assert.SkipWhen(address is null, "the program of another test");
        var cancel = TestContext.Current.CancellationToken;
        await using (var session = await SparkSession.Builder().Remote(address).CreateAsync(cancel))
        {
            Assert.Equal(1_000_000, await Rows.CountAsync(session, "select id from range(1000000)", cancel));
            Assert.Equal("3!", (await session.Sql("select 3 as n").Select(Functions.Udf<int, string>(n => $"{n}!")(Functions.Col("n"))).ToListAsync<string>(cancel)).Single());
        }
        var wrong = await Assert.ThrowsAsync<SparkException>(() => SparkSession.Builder().Remote($"{address.Split("token=")[0]}token=wrong").CreateAsync(cancel));
        Assert.Contains("refused the token", wrong.Message);
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_and_a_server_without_TLS_are_named()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var certificate = Certificate();
        await using var relay = await RelayAsync(certificate);
        var untrusted = await Assert.ThrowsAsync<SparkException>(async () => await SparkSession.Builder().Remote(await AddressAsync(relay)).CreateAsync(cancel));
        Assert.Contains($"No TLS with localhost:{relay.Port}", untrusted.Message);
        Assert.Contains("UntrustedRoot", untrusted.Message);
        Assert.Contains("SSL_CERT_FILE", untrusted.Message);

        var port = ConnectAddress.Parse(await server.AddressAsync()).Port;
        var plain = await Assert.ThrowsAsync<SparkException>(() => SparkSession.Builder().Remote($"sc://localhost:{port}/;use_ssl=true").CreateAsync(cancel));
        Assert.Contains($"No TLS with localhost:{port}", plain.Message);

        var secure = await Assert.ThrowsAsync<SparkException>(() => SparkSession.Builder().Remote($"sc://localhost:{relay.Port}").CreateAsync(cancel));
        Assert.Contains($"localhost:{relay.Port}", secure.Message);
        Assert.Contains("use_ssl=true", secure.Message);
    }

    async Task<Relay> RelayAsync(X509Certificate2 certificate) => new(ConnectAddress.Parse(await server.AddressAsync()).Port) { Certificate = certificate };

    async Task<string> AddressAsync(Relay relay) => $"sc://localhost:{relay.Port}/;use_ssl=true;token={(await server.AddressAsync()).Split("token=")[1]}";

    static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
