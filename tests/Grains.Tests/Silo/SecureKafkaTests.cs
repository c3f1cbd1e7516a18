using DistributedML.Grains.Silo;
using DistributedML.Pipelines;
using DistributedML.Streams;

namespace DistributedML.Tests.Grains.Silo;

/// <summary>A silo whose Kafka asks for TLS and a password.</summary>
public sealed class SecureKafkaTests(LocalKafka kafka) : IDisposable
{
    readonly TemporaryFolder _work = new();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_silo_reads_writes_and_takes_its_lease_over_TLS_with_a_password()
    {
        await kafka.Broker();
        await using var silo = await DmlSilo.StartAsync(Options("secure", kafka.Secure.Kafka), Cancel);
        var rows = Shop.Rows(300);
        await Replayer.RunAsync(silo.Broker.Connection, silo.Runtime.Pipeline, rows.Select(row => row.ToEvent()), new(), cancel: Cancel);
        await silo.Runtime.DeadLetters.Send("secure.items", 0, new StoredMessage(0, null, [1]), "a test");
        await Shop.WaitFor(silo.Deployments, Shop.EventsOf(rows));
        Assert.Equal(kafka.Secure.Bootstrap, silo.Broker.Connection.ToString());
    }

    [Fact]
    public async Task A_wrong_password_a_missing_one_and_a_missing_authority_are_named_and_no_secret_is_shown()
    {
        await kafka.Broker();
        const string Other = "DML_TEST_OTHER_PASSWORD";
        Environment.SetEnvironmentVariable(Other, "s3cret-and-wrong");
        var wrong = await ErrorOf(new("sasl.password", $"${{{Other}}}"));
        Assert.Contains("Authentication failed", wrong, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", wrong, StringComparison.Ordinal);
        Assert.Equal(
            "Kafka setting sasl.password: the environment variable DML_TEST_NO_PASSWORD is not set",
            await ErrorOf(new("sasl.password", "${DML_TEST_NO_PASSWORD}")));
        Assert.Contains("ssl.ca.location", await ErrorOf(new("ssl.ca.location", "/nowhere.pem")), StringComparison.Ordinal);
        Assert.Contains("PLANE", await ErrorOf(new("sasl.mechanism", "PLANE")), StringComparison.Ordinal);
        Assert.Contains("certificate", await ErrorOf(new("ssl.ca.location", "/etc/ssl/certs/ca-certificates.crt")), StringComparison.Ordinal);
    }

    public void Dispose() => _work.Dispose();

    async Task<string> ErrorOf(KafkaSetting other)
    {
        var right = kafka.Secure.Kafka;
        var definition = right with { Settings = [.. right.Settings.Select(setting => setting.Name == other.Name ? other : setting)] };
        return (await Assert.ThrowsAsync<BrokerException>(() => DmlSilo.StartAsync(Options("refused", definition), Cancel))).Message;
    }

    SiloOptions Options(string topics, KafkaDefinition definition)
    {
        var options = Shop.Options(_work.Path, topics) with { Bootstrap = kafka.Secure.Bootstrap };
        return options with { Pipeline = options.Pipeline with { Kafka = definition } };
    }
}
