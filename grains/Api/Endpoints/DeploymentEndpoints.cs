using DistributedML.Grains.Interfaces;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DistributedML.Grains.Api;

/// <summary>The state of the deployments.</summary>
static class DeploymentEndpoints
{
    static readonly KeyParameter Name = new("name", "The deployment's name.", "customers");
    static readonly KeyParameter Deployment = new("deployment", "The deployment's name.", "customers");
    static readonly NumberParameter KeyCount = new("count", "Keys wanted, at most.", 1, 1_000, 20);

    /// <summary>Maps the endpoints.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/deployments", List)
            .Describe("listDeployments", "State", "All deployments",
                "State of every deployment: offsets, lag and rates of its shards, and their sums. A deployment whose shards do not answer is listed with its error.")
            .Answers(StatusCodes.Status200OK, "The deployments.", Examples.Deployments, ApiJson.Default.DeploymentsAnswer);
        routes.MapGet("/deployments/{name}", Get)
            .Describe("getDeployment", "State", "One deployment",
                "State of one deployment: offsets, lag and rates of its shards, and their sums.", Name)
            .Answers(StatusCodes.Status200OK, "The deployment.", Examples.Deployment, ApiJson.Default.DeploymentAnswer)
            .Fails(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        routes.MapGet("/keys/{deployment}", Keys)
            .Describe("sampleKeys", "State", "Some keys of a deployment",
                "Keys that a deployment's shards know, for people to pick from. Not all of them, and in no order to rely on.", Deployment, KeyCount)
            .Answers(StatusCodes.Status200OK, "The keys.", Examples.Keys, ApiJson.Default.KeysAnswer)
            .Fails(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);
    }

    static async Task<IResult> List(IDeployments deployments, DeploymentWatch watch) =>
        TypedResults.Json(new DeploymentsAnswer(await Task.WhenAll(deployments.Names.Select(watch.Describe))), ApiJson.Default.DeploymentsAnswer);

    static async Task<IResult> Get(HttpContext http, IDeployments deployments, DeploymentWatch watch) =>
        TypedResults.Json(await watch.Describe(Existing(deployments, Name.Read(http))), ApiJson.Default.DeploymentAnswer);

    static async Task<IResult> Keys(HttpContext http, IDeployments deployments)
    {
        var name = Existing(deployments, Deployment.Read(http));
        return TypedResults.Json(new KeysAnswer(name, await deployments.SampleKeys(name, KeyCount.ReadInteger(http.Request))), ApiJson.Default.KeysAnswer);
    }

    static string Existing(IDeployments deployments, string name) => deployments.Names.Contains(name)
        ? name
        : throw new ApiException(StatusCodes.Status404NotFound, "Deployment not known",
            $"No deployment is called '{name}'; there {(deployments.Names.Count == 0 ? "is none" : $"are: {string.Join(", ", deployments.Names)}")}.");
}
