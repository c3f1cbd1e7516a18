// Every request of a session carries the same four fields, every answer the server's id of the session: these interfaces let one method set and check them.
namespace DistributedML.Spark.Connect.Protocol;

/// <summary>A request within a session.</summary>
interface ISessionRequest
{
    string SessionId { get; set; }

    UserContext UserContext { get; set; }

    string ClientType { get; set; }
}

/// <summary>A request that says which server-side session the client has seen, so that a restarted server is noticed.</summary>
interface IObservingRequest : ISessionRequest
{
    string ClientObservedServerSideSessionId { get; set; }
}

/// <summary>An answer within a session.</summary>
interface ISessionResponse
{
    string ServerSideSessionId { get; }
}

partial class ExecutePlanRequest : IObservingRequest;

partial class ReattachExecuteRequest : IObservingRequest;

partial class ReleaseExecuteRequest : IObservingRequest;

partial class AnalyzePlanRequest : IObservingRequest;

partial class ConfigRequest : IObservingRequest;

partial class AddArtifactsRequest : IObservingRequest;

partial class ArtifactStatusesRequest : IObservingRequest;

partial class InterruptRequest : IObservingRequest;

partial class FetchErrorDetailsRequest : IObservingRequest;

partial class CloneSessionRequest : IObservingRequest;

partial class ReleaseSessionRequest : ISessionRequest;

partial class ExecutePlanResponse : ISessionResponse;

partial class ReleaseExecuteResponse : ISessionResponse;

partial class AnalyzePlanResponse : ISessionResponse;

partial class ConfigResponse : ISessionResponse;

partial class AddArtifactsResponse : ISessionResponse;

partial class ArtifactStatusesResponse : ISessionResponse;

partial class InterruptResponse : ISessionResponse;

partial class FetchErrorDetailsResponse : ISessionResponse;

partial class CloneSessionResponse : ISessionResponse;

partial class ReleaseSessionResponse : ISessionResponse;
