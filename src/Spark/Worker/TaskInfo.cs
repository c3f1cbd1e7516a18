using System.Text.Json;
using DistributedML.Spark.Functions;

namespace DistributedML.Spark.Worker;

/// <summary>What Spark says about the task that a function runs in.</summary>
/// <param name="IsBarrier">All tasks of the stage run at once and can wait for each other.</param>
/// <param name="Stage">The stage's number.</param>
/// <param name="Partition">The partition's number, from 0.</param>
/// <param name="Attempt">How often the task was tried before.</param>
/// <param name="TaskAttempt">A number that no other task attempt of this Spark application has.</param>
/// <param name="Cpus">Processors that Spark counts for this task.</param>
/// <param name="Resources">Addresses of other resources, such as GPUs, by name.</param>
/// <param name="Properties">The job's local properties.</param>
/// <param name="Meeting">Where the tasks of a barrier stage meet: a port of this machine, or a socket's path; null when there is none.</param>
/// <param name="Secret">What that place wants to hear first; null for none.</param>
sealed record TaskInfo(
    bool IsBarrier, int Stage, int Partition, int Attempt, long TaskAttempt, int Cpus,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Resources, IReadOnlyDictionary<string, string> Properties, string? Meeting, string? Secret)
{
    /// <summary>Spark 4.2 sends JSON.</summary>
    public static TaskInfo FromJson(string text)
    {
        using var json = JsonDocument.Parse(text);
        var root = json.RootElement;
        var resources = new Dictionary<string, IReadOnlyList<string>>();
        if (root.TryGetProperty("resources", out var given) && given.ValueKind == JsonValueKind.Object)
            foreach (var resource in given.EnumerateObject())
                resources[resource.Name] = resource.Value.TryGetProperty("addresses", out var addresses) ? [.. addresses.EnumerateArray().Select(address => address.ToString())] : [];
        var properties = new Dictionary<string, string>();
        if (root.TryGetProperty("localProperties", out var local) && local.ValueKind == JsonValueKind.Object)
            foreach (var property in local.EnumerateObject()) properties[property.Name] = property.Value.ToString();
        return new(
            root.GetProperty("isBarrier").GetBoolean(),
            root.GetProperty("stageId").GetInt32(),
            root.GetProperty("partitionId").GetInt32(),
            root.GetProperty("attemptNumber").GetInt32(),
            root.GetProperty("taskAttemptId").GetInt64(),
            root.GetProperty("cpus").GetInt32(),
            resources,
            properties,
            Text(root, "connInfo"),
            Text(root, "secret"));
    }

    /// <summary>Spark 4.0 and 4.1 send numbers and texts in a fixed order.</summary>
    public static TaskInfo Read(Stream stream, ProtocolVersion version)
    {
        var isBarrier = stream.ReadFlag();
        string? meeting = null, secret = null;
        if (version.Is40 || isBarrier)
        {
            var port = stream.ReadInt32();
            var pathFollows = !version.Is40 && port == -1;
            var text = stream.ReadText();
            (meeting, secret) = pathFollows ? (text, null) : (port.ToString(System.Globalization.CultureInfo.InvariantCulture), text);
        }
        var stage = stream.ReadInt32();
        var partition = stream.ReadInt32();
        var attempt = stream.ReadInt32();
        var taskAttempt = stream.ReadInt64();
        var cpus = stream.ReadInt32();
        var resources = new Dictionary<string, IReadOnlyList<string>>();
        for (var left = stream.ReadCount(); left > 0; left--)
        {
            var key = stream.ReadText();
            stream.ReadText();   // its name, which is the key again
            var addresses = new string[stream.ReadCount()];
            for (var i = 0; i < addresses.Length; i++) addresses[i] = stream.ReadText();
            resources[key] = addresses;
        }
        return new(isBarrier, stage, partition, attempt, taskAttempt, cpus, resources, TaskHeader.ReadTexts(stream), isBarrier ? meeting : null, isBarrier ? secret : null);
    }

    static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null;
}
