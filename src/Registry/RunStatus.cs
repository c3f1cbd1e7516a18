using System.Text.Json.Serialization;

namespace DistributedML.Registry;

/// <summary>How a run stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunStatus>))]
public enum RunStatus
{
    /// <summary>Its process works on it.</summary>
    Running,

    /// <summary>It ended well; what it logged and registered counts.</summary>
    Finished,

    /// <summary>It ended with an error.</summary>
    Failed,

    /// <summary>It was cancelled.</summary>
    Killed,

    /// <summary>It was never ended, and its process is gone: a crash, kill -9, a power cut. Never stored; found when the run is read.</summary>
    Interrupted,
}
