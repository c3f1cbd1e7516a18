using DistributedML.Grains.Interfaces;
using DistributedML.Models;
using DistributedML.Models.Queries;
using DistributedML.Numerics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace DistributedML.Grains.Api;

/// <summary>What the models answer: each query of each deployed model has an address.</summary>
static class ModelEndpoints
{
    const string JsonType = "application/json; charset=utf-8";

    static readonly NumberParameter OutputCount = new("count", "Outputs wanted, at most.", 1, 1_000, 50);

    /// <summary>Maps the endpoints.</summary>
    public static void Map(IEndpointRouteBuilder routes, IDeployments deployments, ModelKinds kinds)
    {
        var models = deployments.Models;
        var example = models.Count > 0 ? models[0].Name : "model";
        var name = new KeyParameter("model", "The model's name.", example);
        routes.MapGet("/models", () => TypedResults.Json(
                new ModelsAnswer(deployments.Pipeline.Name, [.. models.Select(model => ModelAnswer.Of(model, deployments))]), ApiJson.Default.ModelsAnswer))
            .Describe("listModels", "Models", "All models",
                "The deployed models, their columns, the queries that they answer, and how good they are.")
            .Answers(StatusCodes.Status200OK, "The models.", Examples.Models(deployments), ApiJson.Default.ModelsAnswer);
        routes.MapGet("/models/{model}", (HttpContext http) =>
                TypedResults.Json(ModelAnswer.Of(Existing(models, name.Read(http)), deployments), ApiJson.Default.ModelAnswer))
            .Describe("getModel", "Models", "One model", "A deployed model, its columns and the queries that it answers.", name)
            .Answers(StatusCodes.Status200OK, "The model.", Examples.Model(deployments), ApiJson.Default.ModelAnswer)
            .Fails(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        routes.MapGet("/outputs", Outputs)
            .Describe("listOutputs", "Models", "Newest outputs", "What the models put out while they learned, newest first, each with the event that caused it.", OutputCount)
            .Answers(StatusCodes.Status200OK, "The outputs.", Examples.Outputs, ApiJson.Default.OutputsAnswer)
            .Fails(StatusCodes.Status400BadRequest, StatusCodes.Status503ServiceUnavailable);
        foreach (var model in models)
        {
            foreach (var query in model.Kind.Queries.Where(query => query.Subject != QuerySubject.Rows))
                MapQuery(routes, $"/models/{model.Name}/{query.Name}{(query.Subject == QuerySubject.Key ? "/{key}" : "")}", $"{model.Name}.{query.Name}", "key", query, () => model, deployments);
        }
        foreach (var kind in kinds.All)
        {
            foreach (var query in kind.Queries.Where(query => query.Alias is not null))
                MapQuery(routes, $"/{query.Alias}", query.Name, query.KeyName, query, () => First(models, kind), deployments);
        }
        routes.Map("/models/{model}/{query}/{*key}", (HttpContext http) => Unknown(models, $"{http.Request.RouteValues["model"]}", $"{http.Request.RouteValues["query"]}"))
            .ExcludeFromDescription().WithName("unknownQuery").AddEndpointFilter<RouteHandlerBuilder, ApiFilter>();
    }

    static void MapQuery(
        IEndpointRouteBuilder routes, string path, string name, string keyName, ModelQuery query, Func<DeployedModel> find, IDeployments deployments)
    {
        List<NumberParameter> numbers = [.. query.Parameters.Select(one => new NumberParameter(one.Name, one.Description, one.Min, one.Max, one.Default, one.IsInteger))];
        var key = query.Subject == QuerySubject.Key ? new KeyParameter(keyName, $"The {query.KeyName}: a key of the model's deployment.", "1") : null;
        var endpoint = query.Subject == QuerySubject.Event
            ? routes.MapPost(path, AskWithEvent).TakesEvent()
            : routes.MapGet(path, (Delegate)Ask);
        List<int> failures = [StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable];
        if (query.Subject == QuerySubject.Event) failures.AddRange([StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType]);
        endpoint.Describe(name, "Models", query.Summary, query.Description, key is null ? [.. numbers] : [key, .. numbers])
            .WithMetadata(
                new ProducesResponseTypeAttribute(query.Answer.Type, StatusCodes.Status200OK, "application/json") { Description = "The answer." },
                new AnswerExample(StatusCodes.Status200OK, "application/json", query.Example))
            .Fails([.. failures.Order()]);

        async Task<IResult> Ask(HttpContext http)
        {
            var asked = key?.Read(http) ?? "";
            return Answer(await AskModel(http, asked, null), asked);
        }

        async Task<IResult> AskWithEvent(HttpContext http, CancellationToken cancel) =>
            Answer(await AskModel(http, "", await EventBody.Read(http.Request, cancel)), "");

        async Task<byte[]?> AskModel(HttpContext http, string asked, byte[]? body)
        {
            var values = numbers.ConvertAll(number => number.Read(http.Request));
            return await deployments.Ask(find(), query, asked, [.. values], body);
        }

        IResult Answer(byte[]? json, string asked) => json is not null ? TypedResults.Bytes(json, JsonType)
            : query.Subject == QuerySubject.Event ? throw new ApiException(StatusCodes.Status503ServiceUnavailable, "Model not trained",
                $"No version of model '{find().Name}' serves yet; train it with dml train.")
            : throw new ApiException(StatusCodes.Status404NotFound, $"{char.ToUpperInvariant(query.KeyName[0])}{query.KeyName[1..]} not known",
                $"No {query.KeyName} is called '{asked}'; GET /api/keys/{find().Deployment} lists some that are known.");
    }

    static async Task<IResult> Outputs(HttpContext http, IDeployments deployments)
    {
        var outputs = await deployments.LatestOutputs(OutputCount.ReadInteger(http.Request));
        return TypedResults.Json(new OutputsAnswer(OutputAnswer.Of(outputs)), ApiJson.Default.OutputsAnswer);
    }

    static DeployedModel First(IReadOnlyList<DeployedModel> models, ModelKind kind) => models.FirstOrDefault(model => model.Kind == kind)
        ?? throw new ApiException(StatusCodes.Status404NotFound, "Model not deployed",
            $"The pipeline deploys no {kind.Name.Replace('-', ' ')}; add one to the models of its file and name its stream.");

    static DeployedModel Existing(IReadOnlyList<DeployedModel> models, string name) => models.FirstOrDefault(model => model.Name == name)
        ?? throw new ApiException(StatusCodes.Status404NotFound, "Model not known",
            $"No deployed model is called '{name}'{(models.Count == 0 ? "; the pipeline deploys none" : NearName.Hint(name, models.Select(model => model.Name)))}");

    static IResult Unknown(IReadOnlyList<DeployedModel> models, string model, string query)
    {
        var queries = Existing(models, model).Kind.Queries;
        if (queries.FirstOrDefault(one => one.Name == query) is not { } known)
            throw new ApiException(StatusCodes.Status404NotFound, "Query not known",
                $"Model '{model}' has no query '{query}'{NearName.Hint(query, queries.Select(one => one.Name))}");
        throw new ApiException(StatusCodes.Status404NotFound, "Query not asked like this", known.Subject switch
        {
            QuerySubject.Key => $"Query '{query}' is asked with a {known.KeyName}: GET /api/models/{model}/{query}/{known.KeyName.ToUpperInvariant()}.",
            QuerySubject.Event => $"Query '{query}' is asked with an event in the body: POST /api/models/{model}/{query}.",
            _ => $"Query '{query}' is asked without a key: GET /api/models/{model}/{query}.",
        });
    }
}
