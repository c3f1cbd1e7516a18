// Every request of a session carries the same four fields, every answer the server's id of the session: these interfaces let one method set and check them.
namespace DistributedML.Spark.Connect.Protocol;

/// <summary>A request within a session.</summary>
internal interface ISessionRequest
{
    string SessionId { get; set; }

    UserContext UserContext { get; set; }

    string ClientType { get; set; }
}

/// <summary>A request that says which server-side session the client has seen, so that a restarted server is noticed.</summary>
internal interface IObservingRequest : ISessionRequest
{
    string ClientObservedServerSideSessionId { get; set; }
}

/// <summary>An answer within a session.</summary>
internal interface ISessionResponse
{
    string ServerSideSessionId { get; }
}

internal partial class ExecutePlanRequest : IObservingRequest;

internal partial class ReattachExecuteRequest : IObservingRequest;

internal partial class ReleaseExecuteRequest : IObservingRequest;

internal partial class AnalyzePlanRequest : IObservingRequest;

internal partial class ConfigRequest : IObservingRequest;

internal partial class AddArtifactsRequest : IObservingRequest;

internal partial class ArtifactStatusesRequest : IObservingRequest;

internal partial class InterruptRequest : IObservingRequest;

internal partial class FetchErrorDetailsRequest : IObservingRequest;

internal partial class CloneSessionRequest : IObservingRequest;

internal partial class ReleaseSessionRequest : ISessionRequest;

internal partial class ExecutePlanResponse : ISessionResponse;

internal partial class ReleaseExecuteResponse : ISessionResponse;

internal partial class AnalyzePlanResponse : ISessionResponse;

internal partial class ConfigResponse : ISessionResponse;

internal partial class AddArtifactsResponse : ISessionResponse;

internal partial class ArtifactStatusesResponse : ISessionResponse;

internal partial class InterruptResponse : ISessionResponse;

internal partial class FetchErrorDetailsResponse : ISessionResponse;

internal partial class CloneSessionResponse : ISessionResponse;

internal partial class ReleaseSessionResponse : ISessionResponse;
