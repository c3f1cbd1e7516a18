using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using DistributedML.Spark.Connect;
using DistributedML.Spark.Connect.Protocol;
using Google.Protobuf;

namespace DistributedML.Spark.Functions;

/// <summary>What the functions in a plan need on the server before it runs: their artifacts, each sent once to a session, and the protocol of the server's version.</summary>
sealed class FunctionArtifacts
{
    /// <summary>Spark takes messages of 128 MiB by default.</summary>
    const long MostBytes = 100 << 20;

    static readonly ConditionalWeakTable<ConnectClient, FunctionArtifacts> Sessions = [];

    readonly SemaphoreSlim _one = new(1);
    readonly HashSet<string> _sent = [];
    readonly ConcurrentDictionary<string, CommonInlineUserDefinedFunction> _named = new(StringComparer.OrdinalIgnoreCase);
    string? _version;

    /// <summary>Says that this process has made a function, so that plans must be looked through.</summary>
    public static void Expect() => ConnectClient.Preparing ??= SendAsync;

    /// <summary>What a clone of a session has from the start.</summary>
    public static void Copy(ConnectClient from, ConnectClient to)
    {
        if (!Sessions.TryGetValue(from, out var session)) return;
        var copy = Sessions.GetOrCreateValue(to);
        foreach (var (name, function) in session._named) copy._named[name] = function;
    }

    /// <summary>The functions within a part of a plan, as they are sent.</summary>
    public static IEnumerable<byte[]> Commands(IMessage message) => Find(message).Functions.Select(function => function.Command.ToByteArray());

    // Sends what is missing. Cheap when the plan has no function.
    static async Task SendAsync(ConnectClient client, Plan plan, CancellationToken cancel)
    {
        var session = Sessions.GetOrCreateValue(client);
        session.Remember(plan.Command?.RegisterFunction);
        var (functions, tables) = Find(plan);
        // The tasks of a stream do not see the session's files. A view may be a part of a stream, and either may call functions by their
        // names.
        if (plan.Command is { WriteStreamOperationStart: not null } or { CreateDataframeView: not null })
        {
            await session.EmbedNamedAsync(client, cancel).ConfigureAwait(false);
            if (functions.Count > 0)
            {
                plan.Command = plan.Command.Clone();   // the DataFrames that it was made of go on without the files
                (functions, tables) = Find(plan);
                foreach (var function in functions.Where(function => plan.Command.WriteStreamOperationStart is not null || CanEmbed(function))) Embed(function);
            }
        }
        if (functions.Count > 0) await session.SendAsync(client, functions, tables, cancel).ConfigureAwait(false);
    }

    void Remember(CommonInlineUserDefinedFunction? registered)
    {
        if (registered is null) return;
        if (registered.PythonUdf is not null) _named[registered.FunctionName] = registered;
        else _named.TryRemove(registered.FunctionName, out _);
    }

    // Gives the session's functions the same names again, with their files in them.
    async Task EmbedNamedAsync(ConnectClient client, CancellationToken cancel)
    {
        foreach (var function in _named.Values.Where(function => CanEmbed(function.PythonUdf)))
        {
            var whole = function.Clone();
            Embed(whole.PythonUdf);
            await foreach (var _ in client.ExecuteAsync(new Plan { Command = new() { RegisterFunction = whole } }, cancel).ConfigureAwait(false))
            {
            }
        }
    }

    // No function that the stream may not even call keeps it from starting: one with too much to carry, or whose broadcast was destroyed.
    static bool CanEmbed(PythonUDF function)
    {
        var needs = FunctionPayload.Needs(function.Command.Span).ToList();
        return needs.Count > 0 && needs.All(ArtifactStore.Has) && needs.Sum(artifact => ArtifactStore.Open(artifact).Length) <= MostBytes;
    }

    static void Embed(PythonUDF function) => function.Command = UnsafeByteOperations.UnsafeWrap(FunctionPayload.Embed(function.Command.ToByteArray()));

    async Task SendAsync(ConnectClient client, List<PythonUDF> functions, List<(CommonInlineUserDefinedFunction, Relation[])> tables, CancellationToken cancel)
    {
        foreach (var (function, inputs) in tables) await NameColumnsAsync(client, function, inputs, cancel).ConfigureAwait(false);
        await _one.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            _version ??= ProtocolVersion.OfSpark((await client.AnalyzeAsync(request => request.SparkVersion = new(), cancel).ConfigureAwait(false)).SparkVersion.Version).ToString();
            foreach (var function in functions)
                if (function.PythonVer != _version) function.PythonVer = _version;
            var needed = functions.SelectMany(function => FunctionPayload.Needs(function.Command.Span)).Distinct().Where(name => !_sent.Contains(name)).ToList();
            if (needed.Count == 0) return;
            await client.AddArtifactsAsync([.. needed.Select(ArtifactStore.Open)], cancel).ConfigureAwait(false);
            _sent.UnionWith(needed);
        }
        finally
        {
            _one.Release();
        }
    }

    // Spark drops the columns of a function's table that its arguments do not name, when what follows does not use them either.
    static async Task NameColumnsAsync(ConnectClient client, CommonInlineUserDefinedFunction function, Relation[] inputs, CancellationToken cancel)
    {
        var arguments = new List<Expression>();
        foreach (var input in inputs)
        {
            var schema = (await client.AnalyzeAsync(request => request.Schema = new() { Plan = new() { Root = input } }, cancel).ConfigureAwait(false)).Schema.Schema_;
            var names = schema.Struct.Fields.Select(field => field.Name).ToList();
            if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() < names.Count) return;   // cannot be named
            foreach (var name in names)
            {
                var attribute = new Expression.Types.UnresolvedAttribute { UnparsedIdentifier = $"`{name.Replace("`", "``")}`" };
                if (inputs.Length > 1) attribute.PlanId = input.Common.PlanId;
                arguments.Add(new() { UnresolvedAttribute = attribute });
            }
        }
        if (function.Arguments.Count == 0) function.Arguments.AddRange(arguments);
    }

    static (List<PythonUDF> Functions, List<(CommonInlineUserDefinedFunction, Relation[])> Tables) Find(IMessage message)
    {
        var (functions, tables) = (new List<PythonUDF>(), new List<(CommonInlineUserDefinedFunction, Relation[])>());
        foreach (var part in PlanParts.All(message))
        {
            if (part is PythonUDF function) functions.Add(function);
            if (part is MapPartitions { Func.Arguments.Count: 0 } map) tables.Add((map.Func, [map.Input]));
            if (part is GroupMap { Func.Arguments.Count: 0 } group) tables.Add((group.Func, [group.Input]));
            if (part is CoGroupMap { Func.Arguments.Count: 0 } pair) tables.Add((pair.Func, [pair.Input, pair.Other]));
        }
        return (functions, tables);
    }
}
