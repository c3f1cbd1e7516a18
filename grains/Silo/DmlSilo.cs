using DistributedML.Grains.Api;
using DistributedML.Grains.Interfaces;
using DistributedML.Grains.Runtime;
using DistributedML.Learning;
using DistributedML.Streams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DistributedML.Grains.Silo;

/// <summary>A running silo: the shards of a pipeline's deployments, the REST API and the page, in this process.</summary>
public sealed class DmlSilo : IAsyncDisposable
{
    static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(20);
    readonly WebApplication _app;
    readonly IReadOnlyList<ReaderLease> _leases;
    int _stopped;

    DmlSilo(WebApplication app, ShardRuntime runtime, IReadOnlyList<ReaderLease> leases)
    {
        (_app, Runtime, _leases) = (app, runtime, leases);
        Deployments = app.Services.GetRequiredService<IDeployments>();
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>Where the REST API and the page are.</summary>
    public Uri Address { get; }

    /// <summary>The Kafka in use.</summary>
    public Broker Broker => Runtime.Broker;

    /// <summary>The deployments, for queries in this process.</summary>
    public IDeployments Deployments { get; }

    /// <summary>Ends when another silo has taken over a deployment of this one, which must then stop: both would learn every event.</summary>
    public Task<DeploymentTakenException> Displaced => Task.WhenAny(_leases.Select(lease => lease.Lost).DefaultIfEmpty(new TaskCompletionSource<DeploymentTakenException>().Task)).Unwrap();

    /// <summary>The grains, for tests.</summary>
    internal IGrainFactory Grains => _app.Services.GetRequiredService<IGrainFactory>();

    internal ShardRuntime Runtime { get; }

    /// <summary>Starts Kafka where none is given, the silo, its shards and the API; returns when every shard is up or has said why not.</summary>
    /// <exception cref="ArgumentException">An option is wrong.</exception>
    /// <exception cref="BrokerException">Kafka cannot be reached or started.</exception>
    /// <exception cref="DeploymentTakenException">Another silo reads the same topic in the same consumer group.</exception>
    /// <exception cref="IOException">The API's port is taken; the message names it.</exception>
    public static async Task<DmlSilo> StartAsync(SiloOptions options, CancellationToken cancel = default)
    {
        options.Shards.ThrowIfInvalid();
        options.Api.ThrowIfInvalid();
        Directory.CreateDirectory(options.WorkFolder);
        var broker = await Broker.StartAsync(new()
        {
            Connection = options.Bootstrap is { Length: > 0 } named ? KafkaConnection.Of(named, options.Pipeline.Kafka) : null,
            KafkaHome = options.KafkaHome,
            Folder = Path.Combine(options.WorkFolder, "kafka"),
        }, cancel);
        ShardRuntime? runtime = null;
        WebApplication? app = null;
        var leases = new List<ReaderLease>();
        try
        {
            await broker.EnsureTopics(Broker.TopicsOf(options.Pipeline), cancel);
            runtime = new ShardRuntime(options.Pipeline, options.Kinds, options.Models, options.WorkFolder, options.Shards, broker);
            foreach (var deployment in runtime.Deployments)
                leases.Add(await ReaderLease.TakeAsync(broker.Connection, deployment.Group, deployment.Stream.Topic + Broker.DeadLetterSuffix, Reader(options), cancel));
            app = Build(options, runtime);
            await Start(app, options, cancel);
            await app.Services.GetRequiredService<ShardStarter>().Start().WaitAsync(cancel);
            return new DmlSilo(app, runtime, leases);
        }
        catch
        {
            foreach (var lease in leases) await lease.DisposeAsync();
            if (app is not null) await app.DisposeAsync();
            if (runtime is not null) await runtime.DisposeAsync();
            await broker.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes the last checkpoints, stops the shards and the API, and ends a Kafka that was started.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0) return;
        using var timeout = new CancellationTokenSource(StopTimeout);
        try
        {
            await _app.Services.GetRequiredService<ShardStarter>().DisposeAsync().AsTask().WaitAsync(timeout.Token);
            await _app.StopAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            // What did not stop in time ends with the process; its state is in the last checkpoint.
        }
        await Task.WhenAll(_leases.Select(lease => lease.DisposeAsync().AsTask()));
        await _app.DisposeAsync();
        await Runtime.DisposeAsync();
        await Broker.DisposeAsync();
    }

    // The work folder holds the state, so it says who reads; no two processes serve from one.
    static string Reader(SiloOptions options) => $"the silo of {Path.GetFullPath(options.WorkFolder)} on {Environment.MachineName}";

    static WebApplication Build(SiloOptions options, ShardRuntime runtime)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,   // else settings are looked for, and files watched, in whatever folder the program was started in
            Args = ["--hostBuilder:reloadConfigOnChange=false"],
        });
        builder.Logging.ClearProviders().SetMinimumLevel(options.LogLevel)
            .AddFilter("Orleans", Quiet(options.LogLevel)).AddFilter("Polly", Quiet(options.LogLevel)).AddFilter("Microsoft", Quiet(options.LogLevel))
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)   // StartAsync throws what it would write
            .AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss "));
        builder.Services.Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.AddSingleton(runtime);
        builder.Services.AddSingleton<IDeployments, Deployments>();
        builder.Services.AddSingleton<ShardStarter>();
        builder.AddDmlApi(options.Api, options.Kinds);
        builder.Host.UseOrleans(silo => silo
            .UseLocalhostClustering(LoopbackPort.Free(), LoopbackPort.Free(), serviceId: "distributedml", clusterId: Guid.NewGuid().ToString("N")));
        var app = builder.Build();
        app.MapDmlApi();
        return app;
    }

    static async Task Start(WebApplication app, SiloOptions options, CancellationToken cancel)
    {
        try
        {
            await app.StartAsync(cancel);
        }
        catch (IOException exception) when (exception.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new IOException($"{options.Api.Url} cannot be served: the port is taken by another program; choose another, or 0 for a free one", exception);
        }
    }

    // The frameworks' warnings are about their own settings; whoever asks for more than warnings sees them too.
    static LogLevel Quiet(LogLevel level) => level == LogLevel.Warning ? LogLevel.Error : level;

    /// <summary>The program, not the host, decides what Ctrl-C does.</summary>
    sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
