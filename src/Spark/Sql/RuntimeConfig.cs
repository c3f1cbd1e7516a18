using System.Globalization;
using DistributedML.Spark.Connect;
using DistributedML.Spark.Connect.Protocol;
using Operation = DistributedML.Spark.Connect.Protocol.ConfigRequest.Types.Operation;

namespace Microsoft.Spark.Sql;

/// <summary>The settings of a session. Each call asks the server.</summary>
public sealed class RuntimeConfig
{
    readonly ConnectClient _client;

    internal RuntimeConfig(ConnectClient client) => _client = client;

    /// <summary>Sets a setting.</summary>
    /// <exception cref="SparkException">The server does not let a session change it.</exception>
    public void Set(string key, string value) => Blocking.Wait(() => SetAsync(key, value));

    /// <inheritdoc cref="Set(string, string)"/>
    public void Set(string key, bool value) => Set(key, value ? "true" : "false");

    /// <inheritdoc cref="Set(string, string)"/>
    public void Set(string key, long value) => Set(key, value.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc cref="Set(string, string)"/>
    public Task SetAsync(string key, string value, CancellationToken cancel = default) =>
        _client.ConfigAsync(new Operation { Set = new() { Pairs = { new KeyValue { Key = key, Value = value } } } }, cancel);

    /// <summary>The value of a setting.</summary>
    /// <exception cref="SparkException">It is not set and Spark has no default for it.</exception>
    public string Get(string key) => Blocking.Wait(() => GetAsync(key));

    /// <inheritdoc cref="Get(string)"/>
    public async Task<string> GetAsync(string key, CancellationToken cancel = default) =>
        (await _client.ConfigAsync(new Operation { Get = new() { Keys = { key } } }, cancel).ConfigureAwait(false)).Pairs[0].Value;

    /// <summary>The value of a setting, or <paramref name="defaultValue"/> where it is not set.</summary>
    public string Get(string key, string defaultValue) => Blocking.Wait(() => GetAsync(key, defaultValue));

    /// <inheritdoc cref="Get(string, string)"/>
    public async Task<string> GetAsync(string key, string defaultValue, CancellationToken cancel = default) =>
        (await _client.ConfigAsync(new Operation { GetWithDefault = new() { Pairs = { new KeyValue { Key = key, Value = defaultValue } } } }, cancel).ConfigureAwait(false)).Pairs[0].Value;

    /// <summary>All settings of the session that are set.</summary>
    public IReadOnlyDictionary<string, string> GetAll() => Blocking.Wait(() => GetAllAsync());

    /// <inheritdoc cref="GetAll"/>
    public async Task<IReadOnlyDictionary<string, string>> GetAllAsync(CancellationToken cancel = default) =>
        (await _client.ConfigAsync(new Operation { GetAll = new() }, cancel).ConfigureAwait(false)).Pairs.ToDictionary(pair => pair.Key, pair => pair.Value);

    /// <summary>Sets a setting back to its default.</summary>
    public void Unset(string key) => Blocking.Wait(() => UnsetAsync(key));

    /// <inheritdoc cref="Unset"/>
    public Task UnsetAsync(string key, CancellationToken cancel = default) => _client.ConfigAsync(new Operation { Unset = new() { Keys = { key } } }, cancel);

    /// <summary>Whether the session may change a setting.</summary>
    public bool IsModifiable(string key) => Blocking.Wait(() => IsModifiableAsync(key));

    /// <inheritdoc cref="IsModifiable"/>
    public async Task<bool> IsModifiableAsync(string key, CancellationToken cancel = default) =>
        bool.Parse((await _client.ConfigAsync(new Operation { IsModifiable = new() { Keys = { key } } }, cancel).ConfigureAwait(false)).Pairs[0].Value);
}
