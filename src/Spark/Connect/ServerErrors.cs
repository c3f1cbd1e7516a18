using System.Security.Authentication;
using System.Text.Json;
using System.Text.RegularExpressions;
using DistributedML.Spark.Connect.Protocol;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Spark;

namespace DistributedML.Spark.Connect;

/// <summary>Turns what gRPC reports into one <see cref="SparkException"/> with what the server knows about it.</summary>
/// <param name="address">The server's.</param>
/// <param name="hasAnswered">Whether the server has answered the session before.</param>
sealed partial class ServerErrors(ConnectAddress address, Func<bool> hasAnswered)
{
    static readonly Dictionary<string, string> Advice = new()
    {
        ["INVALID_HANDLE.SESSION_CHANGED"] = "the server was started anew and its sessions are lost: make a new session",
        ["INVALID_HANDLE.SESSION_NOT_FOUND"] = "the server was started anew or ended the session because it was idle: make a new session",
        ["INVALID_HANDLE.SESSION_CLOSED"] = "the session is closed: make a new one",
    };

    /// <summary>The error's condition, as far as the status alone tells it.</summary>
    public static string? ErrorClass(RpcException error) => Info(error)?.Metadata.GetValueOrDefault("errorClass") is { Length: > 0 } name
        ? name
        : Condition().Match(error.Status.Detail) is { Success: true } match ? match.Groups[1].Value : null;

    /// <param name="error">What gRPC reported.</param>
    /// <param name="fetch">Asks the server for the details of an error id; null when it has none.</param>
    public async Task<SparkException> TranslateAsync(RpcException error, Func<string, Task<FetchErrorDetailsResponse?>> fetch)
    {
        var info = Info(error);
        if (info?.Metadata.GetValueOrDefault("errorId") is { Length: > 0 } id && await fetch(id).ConfigureAwait(false) is { Errors.Count: > 0 } details)
            return FromDetails(details, details.HasRootErrorIdx ? details.RootErrorIdx : 0, error, depth: 0);
        if (info is null && OfTheWay(error) is { } message) return new(message, error);
        var name = ErrorClass(error);
        return new(WithAdvice(error.Status.Detail, name), error)
        {
            ErrorClass = name,
            SqlState = info?.Metadata.GetValueOrDefault("sqlState") is { Length: > 0 } state ? state : SqlState().Match(error.Status.Detail) is { Success: true } match ? match.Groups[1].Value : null,
            ServerTypes = info?.Metadata.GetValueOrDefault("classes") is { Length: > 0 } types ? JsonSerializer.Deserialize<string[]>(types) ?? [] : [],
        };
    }

    /// <summary>What is wrong on the way to the server or with the server as a whole; null when the server answered the call itself.</summary>
    string? OfTheWay(RpcException error)
    {
        if (error.StatusCode == StatusCode.Unauthenticated)
            return $"The Spark server at {address.Place} refused the token ({error.Status.Detail}): give the right one as sc://{address.Place}/;token=...";
        if (error.StatusCode == StatusCode.Unimplemented)
            return $"What listens at {address.Place} is no Spark Connect server of version 4.0 or later: {error.Status.Detail}";
        var causes = RetryPolicy.Causes(error.Status.DebugException).ToList();
        if (causes.OfType<AuthenticationException>().FirstOrDefault() is { } tls)
            return $"No TLS with {address.Place}: {tls.Message} The server's certificate must be trusted on this machine, or in the file that SSL_CERT_FILE names; a server without TLS has an address without use_ssl=true";
        if (causes.OfType<HttpRequestException>().FirstOrDefault() is { } http)
        {
            if (RetryPolicy.NoHandshake(causes))
                return $"What listens at {address.Place} does not speak gRPC: is it the port of Spark Connect ({address.Place.Split(':')[0]}:15002 by default), and {(address.Tls ? "has it TLS" : "has it no TLS, which use_ssl=true would turn on")}?";
            if (hasAnswered())
                return $"The Spark server at {address.Place} is gone ({causes[^1].Message}), and the session with its views, cached tables and running operations: start it again and make a new session";
            return $"No Spark server at {address.Place} ({causes[^1].Message}): start one, or name another by Remote(\"sc://host:port\") or SPARK_REMOTE";
        }
        return error.StatusCode == StatusCode.Unavailable ? $"The Spark server at {address.Place} was lost: {causes.LastOrDefault()?.Message ?? error.Status.Detail}" : null;
    }

    static SparkException FromDetails(FetchErrorDetailsResponse details, int index, RpcException error, int depth)
    {
        var from = details.Errors[index];
        var cause = depth < details.Errors.Count && from.HasCauseIdx && from.CauseIdx < details.Errors.Count ? FromDetails(details, from.CauseIdx, error, depth + 1) : (Exception)error;
        var known = from.SparkThrowable;
        var message = WithAdvice(from.Message, known?.ErrorClass);
        return new(depth == 0 ? WorkerFailures.Explain(message) : message, cause)
        {
            ErrorClass = known is { HasErrorClass: true } ? known.ErrorClass : null,
            SqlState = known is { HasSqlState: true } ? known.SqlState : null,
            MessageParameters = known?.MessageParameters.ToDictionary() ?? [],
            QueryContexts = known?.QueryContexts.Select(Context).ToArray() ?? [],
            ServerTypes = [.. from.ErrorTypeHierarchy],
            ServerStackTrace = from.StackTrace.Count == 0 ? null : string.Join('\n', from.StackTrace.Select(frame => $"at {frame.DeclaringClass}.{frame.MethodName}({frame.FileName}:{frame.LineNumber})")),
        };
    }

    static QueryContext Context(FetchErrorDetailsResponse.Types.QueryContext context) =>
        context.ContextType == FetchErrorDetailsResponse.Types.QueryContext.Types.ContextType.Dataframe
            ? new("", "", -1, -1, context.Fragment, context.CallSite, context.Summary)
            : new(context.ObjectType, context.ObjectName, context.StartIndex, context.StopIndex, context.Fragment, "", context.Summary);

    static string WithAdvice(string message, string? errorClass) => errorClass is not null && Advice.TryGetValue(errorClass, out var advice) ? $"{message} ({advice})" : message;

    static ErrorInfo? Info(RpcException error)
    {
        try
        {
            return error.GetRpcStatus()?.GetDetail<ErrorInfo>();
        }
        catch (Google.Protobuf.InvalidProtocolBufferException)
        {
            return null; // a proxy's own trailer: the status line says what there is
        }
    }

    [GeneratedRegex(@"^\[([A-Z0-9_.]+)\]")]
    private static partial Regex Condition();

    [GeneratedRegex(@"SQLSTATE: ([0-9A-Z]{5})")]
    private static partial Regex SqlState();
}
