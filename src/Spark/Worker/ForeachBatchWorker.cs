using System.Globalization;
using System.Net;
using System.Net.Sockets;
using DistributedML.Spark.Connect;
using DistributedML.Spark.Functions;
using Microsoft.Spark.Sql;

namespace DistributedML.Spark.Worker;

/// <summary>The process that a Spark server starts beside its driver for one stream: it calls a function with each micro-batch, as a client of the server.</summary>
static class ForeachBatchWorker
{
    const int Done = 0;

    public static void Run()
    {
        using var socket = Connect();
        using var network = new NetworkStream(socket);
        using var input = new BufferedStream(network);
        using var output = new BufferedStream(network);
        if (!WorkerEnvironment.UsesUnixSockets) Greet(input, output);
        output.WriteInt32(Environment.ProcessId);
        output.Flush();
        var folder = Directory.CreateTempSubdirectory("spark-csharp-stream-").FullName;
        try
        {
            ProtocolVersion.Parse(input.ReadText());
            var session = input.ReadText();
            FunctionArtifacts.Expect();   // the action may hold functions to be sent on
            SparkSession.SkipPlanIds();
            var action = FunctionLoader.Load<IBatchAction>(input.ReadBytes(), folder);
            output.WriteInt32(Done);
            output.Flush();
            Serve(action, Enter(session), socket, input, output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static Socket Connect()
    {
        if (WorkerEnvironment.UsesUnixSockets)
        {
            var local = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            local.Connect(new UnixDomainSocketEndPoint(WorkerEnvironment.Need("PYTHON_WORKER_FACTORY_SOCK_PATH")));
            return local;
        }
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(new IPEndPoint(IPAddress.Loopback, int.Parse(WorkerEnvironment.Need("PYTHON_WORKER_FACTORY_PORT"), CultureInfo.InvariantCulture)));
        return socket;
    }

    static void Greet(Stream input, Stream output)
    {
        output.WriteText(WorkerEnvironment.Need("PYTHON_WORKER_FACTORY_SECRET"));
        output.Flush();
        if (input.ReadText() is not "ok") throw new InvalidOperationException("Spark's server refused the secret that it gave to this process");
    }

    // The stream's own session, as another client of it, and the one that the action finds by itself.
    static SparkSession Enter(string id)
    {
        var address = ConnectAddress.Parse(WorkerEnvironment.Need("SPARK_CONNECT_LOCAL_URL")) with { SessionId = id };
        var token = Environment.GetEnvironmentVariable("SPARK_CONNECT_AUTHENTICATE_TOKEN");
        var client = new ConnectClient(address.Token is null && token is { Length: > 0 } ? address with { Token = token } : address) { Borrowed = true };
        var session = new SparkSession(client, Blocking.Wait(() => client.AnalyzeAsync(request => request.SparkVersion = new())).SparkVersion.Version);
        SparkSession.SetActiveSession(session);
        SparkSession.SetDefaultSession(session);
        return session;
    }

    static void Serve(IBatchAction action, SparkSession session, Socket socket, Stream input, Stream output)
    {
        while (true)
        {
            string relationId;
            long batchId;
            try
            {
                relationId = input.ReadText();
                batchId = input.ReadInt64();
            }
            catch (EndOfStreamException)
            {
                return;   // the query has ended
            }
            using var running = RunningTask.Start(socket);
            try
            {
                action.Run(new(session, SparkSession.NewRelation(relation => relation.CachedRemoteRelation = new() { RelationId = relationId })), batchId);
                output.WriteInt32(Done);
            }
            catch (Exception failure) when (!running.Cancelled.IsCancellationRequested)
            {
                output.WriteInt32(Signal.Failure);
                output.WriteText(string.Create(CultureInfo.InvariantCulture, $"C# function failed with micro-batch {batchId}: {(failure as FunctionRowException)?.InnerException ?? failure}"));
            }
            output.Flush();
        }
    }
}
