using DistributedML.Streams;
using DistributedML.Tests.Grains.Silo;

[assembly: AssemblyFixture(typeof(LocalKafka))]

namespace DistributedML.Tests.Grains.Silo;

/// <summary>One Kafka broker for all tests that need a real one, started by the first of them.</summary>
public sealed class LocalKafka : IAsyncDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly Lazy<Task<LocalBroker>> _broker;

    public LocalKafka() => _broker = new(() =>
    {
        Secure = new SecureListener(_folder.Path);
        return LocalBroker.StartAsync(Home!, Path.Combine(_folder.Path, "kafka"), 32 << 20, (Secure.Port, Secure.Settings));
    });

    /// <summary>The broker's listener with SASL over TLS, once it runs.</summary>
    internal SecureListener Secure { get; private set; } = null!;

    public static string? Home => Environment.GetEnvironmentVariable(BrokerOptions.HomeVariable) is { Length: > 0 } home ? home : null;

    public Task<LocalBroker> Broker()
    {
        Assert.SkipWhen(Home is null, "KAFKA_HOME names no Kafka distribution");
        return _broker.Value;
    }

    public async ValueTask DisposeAsync()
    {
        if (_broker.IsValueCreated) await (await _broker.Value).DisposeAsync();
        _folder.Dispose();
    }
}
