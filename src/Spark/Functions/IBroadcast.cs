namespace DistributedML.Spark.Functions;

/// <summary>What a travelling function needs of a broadcast: not its value, but where that is.</summary>
interface IBroadcast
{
    /// <summary>The name of the artifact that holds the value.</summary>
    string Artifact { get; }

    /// <summary>The value as it travels: it is read with the function's assemblies, which must have what it needs.</summary>
    FunctionPayload Payload { get; }
}
