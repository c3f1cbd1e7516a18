using System.CommandLine;
using System.Text.Json;
using DistributedML.Grains.Api;
using DistributedML.Grains.Runtime;
using DistributedML.Grains.Silo;
using DistributedML.Jobs.Cli;
using DistributedML.Jobs.Serving;

namespace DistributedML.Jobs.Commands;

/// <summary><c>dml serve</c>: runs a silo.</summary>
static class ServeCommand
{
    public static Command Create(Terminal terminal)
    {
        var pipeline = CommonOptions.Pipeline();
        var work = CommonOptions.Work();
        var bootstrap = CommonOptions.Bootstrap();
        var listen = Listen();
        var json = CommonOptions.Json();
        json.Description = "Write the addresses as JSON once they are known, to FILE or, without FILE, to standard output.";
        var command = new Command("serve", """
            Serve the champion models: shards that learn from Kafka, a REST API and a page.

            Shards start from the champions' artifacts or from their last checkpoint, and go over to a promoted version within a second.
            Ctrl-C writes a last checkpoint. On another address than loopback callers need the token in DML_API_TOKEN.

            Examples:
              dml serve
              dml serve my-shop.yaml --bootstrap broker:9092 --listen http://127.0.0.1:6000
            """) { pipeline, bootstrap, listen, work, json };
        command.SetAction(async (result, cancel) =>
        {
            using var folder = WorkFolder.Take(result.GetValue(work)!, WorkFolder.Stream);
            await using var session = await Session.OpenAsync(result.GetValue(pipeline), result.GetValue(work)!, CommonOptions.LocalEngine, remote: null, cancel);
            var main = new MainJob(terminal, session);
            await using var silo = await main.Serve(Options(session, result.GetValue(listen)!, result.GetValue(bootstrap)), cancel);
            terminal.Json(result.Output(json), JsonSerializer.SerializeToNode(ServingEndpoint.Of(silo), JsonSerializerOptions.Web)!);
            await UntilCancelled(terminal, session, silo, cancel);
        });
        return command;
    }

    /// <summary>The address of the API.</summary>
    public static Option<string> Listen() => new("--listen", "-l")
    {
        Description = "Address of the REST API and the page; port 0 takes a free one.",
        DefaultValueFactory = _ => new ApiOptions().Url,
        HelpName = "URL",
    };

    /// <summary>What a session's silo serves.</summary>
    public static SiloOptions Options(Session session, string listen, string? bootstrap) => new()
    {
        Pipeline = session.Pipeline,
        WorkFolder = session.Work,
        Models = new RegistryModelSource(session.Registry, Session.Kinds, session.Pipeline),
        Bootstrap = bootstrap,
        Api = new ApiOptions { Url = listen },
    };

    /// <summary>Serves until Ctrl-C, and leaves the addresses in the work folder meanwhile, for commands that want them.</summary>
    public static async Task UntilCancelled(Terminal terminal, Session session, DmlSilo silo, CancellationToken cancel)
    {
        using var endpoint = ServingEndpoint.Publish(session.Work, silo);
        terminal.Line();
        terminal.Line($"Serving {session.Pipeline.Name}. Ctrl-C stops.");
        terminal.Line($"  page   {silo.Address}");
        terminal.Line($"  API    {new Uri(silo.Address, "scalar")}");
        terminal.Line($"  Kafka  {silo.Broker.Bootstrap}");
        await Task.WhenAny(silo.Displaced, Task.Delay(Timeout.Infinite, cancel));
        if (silo.Displaced.IsCompleted) throw await silo.Displaced;
        terminal.Line("stopping: last checkpoints ...");
    }
}
