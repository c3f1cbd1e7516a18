using System.Runtime.CompilerServices;
using DistributedML.Spark.Connect;
using DistributedML.Spark.Connect.Protocol;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace DistributedML.Spark.Functions;

/// <summary>What the functions in a plan need on the server before it runs: their artifacts, each sent once to a session, and the protocol of the server's version.</summary>
sealed class FunctionArtifacts
{
    static readonly ConditionalWeakTable<ConnectClient, FunctionArtifacts> Sessions = [];

    readonly SemaphoreSlim _one = new(1);
    readonly HashSet<string> _sent = [];
    string? _version;

    /// <summary>Says that this process has made a function, so that plans must be looked through.</summary>
    public static void Expect() => ConnectClient.Preparing ??= SendAsync;

    // Sends what is missing. Cheap when the plan has no function.
    static Task SendAsync(ConnectClient client, Plan plan, CancellationToken cancel)
    {
        var (functions, tables) = (new List<PythonUDF>(), new List<(CommonInlineUserDefinedFunction, Relation[])>());
        Find(plan, functions, tables);
        // The tasks of a stream do not see the session's files.
        if (plan.Command?.WriteStreamOperationStart is not null)
            foreach (var function in functions) function.Command = UnsafeByteOperations.UnsafeWrap(FunctionPayload.Embed(function.Command.ToByteArray()));
        return functions.Count == 0 ? Task.CompletedTask : Sessions.GetOrCreateValue(client).SendAsync(client, functions, tables, cancel);
    }

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

    // Literals and types are the bulk of some plans, and hold no functions.
    static void Find(IMessage message, List<PythonUDF> found, List<(CommonInlineUserDefinedFunction, Relation[])> tables)
    {
        if (message is PythonUDF function) found.Add(function);
        if (message is MapPartitions { Func.Arguments.Count: 0 } map) tables.Add((map.Func, [map.Input]));
        if (message is GroupMap { Func.Arguments.Count: 0 } group) tables.Add((group.Func, [group.Input]));
        if (message is CoGroupMap { Func.Arguments.Count: 0 } pair) tables.Add((pair.Func, [pair.Input, pair.Other]));
        if (message is Expression.Types.Literal or DataType or PythonUDF) return;
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            if (field.FieldType != FieldType.Message) continue;
            if (field.IsMap || field.IsRepeated)
            {
                if (!field.IsMap)
                    foreach (IMessage part in (System.Collections.IList)field.Accessor.GetValue(message)) Find(part, found, tables);
            }
            else if (field.Accessor.GetValue(message) is IMessage part) Find(part, found, tables);
        }
    }
}
