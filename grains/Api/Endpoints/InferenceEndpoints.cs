using System.Globalization;
using System.Text.Json;
using DistributedML.Grains.Interfaces;
using DistributedML.Models;
using DistributedML.Models.Inference;
using DistributedML.Models.Queries;
using DistributedML.Numerics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DistributedML.Grains.Api;

/// <summary>
/// The Open Inference Protocol (KServe v2, HTTP/REST) for every deployed model that predicts from rows: health, metadata and inference, as its clients know
/// them.
/// </summary>
static class InferenceEndpoints
{
    const string Tag = "Inference";

    /// <summary>Maps the endpoints.</summary>
    public static void Map(IEndpointRouteBuilder routes, IDeployments deployments)
    {
        routes.MapGet("/v2", () => Json(new("distributedml", LibraryVersion.Current, []), ApiJson.Default.InferenceServer))
            .Inference("inferenceServer", "The server", "Name and version of the server.")
            .Answers(StatusCodes.Status200OK, "The server.", new("distributedml", LibraryVersion.Current, []), ApiJson.Default.InferenceServer);
        routes.MapGet("/v2/health/live", () => Json(new(true), ApiJson.Default.InferenceLive))
            .Inference("inferenceLive", "Liveness", "Whether the process answers at all. Needs no token.")
            .Answers(StatusCodes.Status200OK, "The process answers.", new(true), ApiJson.Default.InferenceLive).AllowAnonymous();
        routes.MapGet("/v2/health/ready", () => Ready(new(Models(deployments).All(model => deployments.Serving(model.Model) is not null))))
            .Inference("inferenceReady", "Readiness", "Whether a version of every model that predicts from rows serves.")
            .Answers(StatusCodes.Status200OK, "All models serve.", new(true), ApiJson.Default.InferenceReady);
        foreach (var (model, query) in Models(deployments))
        {
            foreach (var versions in (string[])["", "/versions/{version}"])
            {
                List<RouteHandlerBuilder> endpoints = [];
                var (path, name) = ($"/v2/models/{model.Name}{versions}", $"inference.{model.Name}{(versions.Length > 0 ? ".version" : "")}");
                endpoints.Add(routes.MapGet(path, (HttpContext http) => Json(Describe(http, deployments, model, query), InferenceJson.Default.InferenceMetadata))
                    .Inference($"{name}.metadata", "What a model takes and gives", "The columns that the model reads and those of its answer.")
                    .Answers(StatusCodes.Status200OK, "The model.", query.Describe(model.Definition, model.Table, null, 0), InferenceJson.Default.InferenceMetadata));
                endpoints.Add(routes.MapGet($"{path}/ready", (HttpContext http) => Ready(new(Describe(http, deployments, model, query) is { Versions.Count: > 0 }) { Name = model.Name }))
                    .Inference($"{name}.ready", "Whether a model serves", "Whether a version of the model serves.")
                    .Answers(StatusCodes.Status200OK, "A version serves.", new(true) { Name = model.Name }, ApiJson.Default.InferenceReady));
                endpoints.Add(routes.MapPost($"{path}/infer", (HttpContext http, CancellationToken cancel) => Infer(http, deployments, model, query, cancel))
                    .Inference($"{name}.infer", query.Summary, query.Description)
                    .Answers(StatusCodes.Status200OK, "The predictions.", query.Example.Deserialize(InferenceJson.Default.InferenceResponse)!, InferenceJson.Default.InferenceResponse)
                    .WithMetadata(new RowsBodyMarker(model, query)));
                // The addresses with a version are the same again.
                if (versions.Length > 0) endpoints.ForEach(endpoint => endpoint.ExcludeFromDescription());
            }
        }
        routes.Map("/v2/{**path}", (HttpContext http) => Unknown(http, deployments)).ExcludeFromDescription().WithName("inferenceUnknown").AddEndpointFilter<RouteHandlerBuilder, InferenceFilter>();
    }

    /// <summary>Where rows are sent to a model.</summary>
    internal static string AddressOf(string model) => $"/v2/models/{model}/infer";

    static List<(DeployedModel Model, RowsQuery Query)> Models(IDeployments deployments) =>
        [.. from model in deployments.Models from query in model.Kind.Queries.OfType<RowsQuery>() select (model, query)];

    static async Task<IResult> Infer(HttpContext http, IDeployments deployments, DeployedModel model, RowsQuery query, CancellationToken cancel)
    {
        CheckVersion(http, model, deployments.Serving(model)?.Version);
        var body = await EventBody.Read(http.Request, cancel);
        var answer = await deployments.Ask(model, query, KeyOf(body), [], body)
            ?? throw new ApiException(StatusCodes.Status503ServiceUnavailable, "Model not trained", $"no version of model '{model.Name}' serves yet; train it with dml train");
        if (IsError(answer)) http.Response.StatusCode = StatusCodes.Status400BadRequest;
        return TypedResults.Bytes(answer, "application/json");
    }

    static InferenceMetadata Describe(HttpContext http, IDeployments deployments, DeployedModel model, RowsQuery query)
    {
        var serving = deployments.Serving(model);
        CheckVersion(http, model, serving?.Version);
        return query.Describe(model.Definition, model.Table, serving?.Artifact, serving?.Version ?? 0);
    }

    // What serves is the champion: another version is refused rather than answered by it.
    static void CheckVersion(HttpContext http, DeployedModel model, int? serving)
    {
        if (http.Request.RouteValues["version"] is string version && version != serving?.ToString(CultureInfo.InvariantCulture))
            throw new ApiException(StatusCodes.Status404NotFound, "Version not served",
                $"version {version} of model '{model.Name}' does not serve; {(serving is null ? "none does" : $"version {serving} does")}");
    }

    static string KeyOf(byte[] body)
    {
        try
        {
            using var request = JsonDocument.Parse(body);
            return request.RootElement.ValueKind == JsonValueKind.Object && request.RootElement.TryGetProperty("parameters", out var parameters)
                && parameters.ValueKind == JsonValueKind.Object && parameters.TryGetProperty("key", out var key) && key.ValueKind == JsonValueKind.String ? key.GetString()! : "";
        }
        catch (JsonException error)
        {
            throw new ApiException(StatusCodes.Status400BadRequest, "Request not valid", $"the request is no JSON: {error.Message}");
        }
    }

    // An answer is an InferenceError or an InferenceResponse; the error is the only property of the former.
    static bool IsError(byte[] answer) => answer.AsSpan().StartsWith("{\"error\":"u8);

    static IResult Ready(InferenceReady ready) =>
        TypedResults.Json(ready, ApiJson.Default.InferenceReady, statusCode: ready.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);

    static IResult Json<T>(T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) => TypedResults.Json(value, type);

    static IResult Unknown(HttpContext http, IDeployments deployments)
    {
        var parts = http.Request.Path.ToString().Split('/', StringSplitOptions.RemoveEmptyEntries);
        var names = Models(deployments).Select(one => one.Model.Name).ToList();
        throw new ApiException(StatusCodes.Status404NotFound, "Not known", parts.Length < 3 || parts[1] != "models" || names.Contains(parts[2])
            ? "nothing is at this address; the protocol has /v2, /v2/health/live, /v2/health/ready, /v2/models/{name}, /v2/models/{name}/ready and POST /v2/models/{name}/infer"
            : $"no deployed model that predicts from rows is called '{parts[2]}'{(names.Count == 0 ? "; the pipeline deploys none" : NearName.Hint(parts[2], names))}");
    }

    static RouteHandlerBuilder Inference(this RouteHandlerBuilder endpoint, string name, string summary, string description) =>
        endpoint.Describe<InferenceFilter>(name, Tag, summary, description);
}

/// <summary>Marks an endpoint whose body is an inference request.</summary>
sealed record RowsBodyMarker(DeployedModel Model, RowsQuery Query);
