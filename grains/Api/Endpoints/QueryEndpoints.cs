using DistributedML.Grains.Interfaces;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DistributedML.Grains.Api;

/// <summary>What the models answer.</summary>
static class QueryEndpoints
{
    static readonly KeyParameter User = new("user", "The user: a key of the recommender's deployment.", "13995");
    static readonly NumberParameter ItemCount = new("count", "Items wanted, at most.", 1, 100, 10);
    static readonly KeyParameter Series = new("series", "The series: a key of the forecaster's deployment.", "20726");
    static readonly NumberParameter Horizon = new("horizon", "Days ahead.", 1, 365, 14);
    static readonly NumberParameter Level = new("level", "Coverage of the intervals: the share of days on which the truth should lie inside.", 0.01, 0.999, 0.8, IsInteger: false);
    static readonly NumberParameter AlertCount = new("count", "Alerts wanted, at most.", 1, 1_000, 50);

    /// <summary>Maps the endpoints.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/recommendations/{user}", Recommend)
            .Describe("recommend", "Models", "Recommendations for a user",
                "The best items for a user, best first, items that the user has left out. For a user without history: what sells now, with known false.", User, ItemCount)
            .Answers(StatusCodes.Status200OK, "The items.", Examples.Recommendation, ApiJson.Default.RecommendationAnswer)
            .Fails(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);
        routes.MapGet("/forecasts/{series}", Forecast)
            .Describe("forecast", "Models", "Forecast of a series",
                "The days ahead of a daily series with intervals, and the newest days known. It continues from the newest closed day in the stream, not from today, and has no points while too few days are known.", Series, Horizon, Level)
            .Answers(StatusCodes.Status200OK, "The forecast.", Examples.Forecast, ApiJson.Default.ForecastAnswer)
            .Fails(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);
        routes.MapGet("/alerts", Alerts)
            .Describe("listAlerts", "Models", "Newest anomalies",
                "The newest anomalies that the detector found in the stream, newest first, with the evidence for each.", AlertCount)
            .Answers(StatusCodes.Status200OK, "The alerts.", Examples.Alerts, ApiJson.Default.AlertsAnswer)
            .Fails(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);
        routes.MapPost("/score", Score)
            .Describe("score", "Models", "Score of an event",
                "How anomalous an event would be for its key now. Nothing is learned from it and nothing is stored.")
            .TakesEvent()
            .Answers(StatusCodes.Status200OK, "The score.", Examples.Score, ApiJson.Default.ScoreAnswer)
            .Fails(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status413PayloadTooLarge,
                StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status503ServiceUnavailable);
    }

    static async Task<IResult> Recommend(HttpContext http, IDeployments deployments)
    {
        var user = User.Read(http);
        var count = ItemCount.ReadInteger(http.Request);
        Needs(deployments.RecommenderDeployment, "recommender");
        return TypedResults.Json(await deployments.Recommend(user, count), ApiJson.Default.RecommendationAnswer);
    }

    static async Task<IResult> Forecast(HttpContext http, IDeployments deployments)
    {
        var series = Series.Read(http);
        var horizon = Horizon.ReadInteger(http.Request);
        var level = Level.Read(http.Request);
        Needs(deployments.ForecasterDeployment, "forecaster");
        var answer = await deployments.Forecast(series, horizon, level)
            ?? throw new ApiException(StatusCodes.Status404NotFound, "Series not known",
                $"No series is called '{series}'; GET /api/keys/{deployments.ForecasterDeployment} lists some that are known.");
        return TypedResults.Json(answer, ApiJson.Default.ForecastAnswer);
    }

    static async Task<IResult> Alerts(HttpContext http, IDeployments deployments)
    {
        var count = AlertCount.ReadInteger(http.Request);
        Needs(deployments.DetectorDeployment, "anomaly detector");
        return TypedResults.Json(new AlertsAnswer(await deployments.LatestAlerts(count)), ApiJson.Default.AlertsAnswer);
    }

    static async Task<IResult> Score(HttpContext http, IDeployments deployments, CancellationToken cancel)
    {
        Needs(deployments.DetectorDeployment, "anomaly detector");
        var body = await EventBody.Read(http.Request, cancel);
        return TypedResults.Json(await deployments.Score(body), ApiJson.Default.ScoreAnswer);
    }

    static void Needs(string? deployment, string model)
    {
        if (deployment is null)
            throw new ApiException(StatusCodes.Status404NotFound, "Model not deployed",
                $"The pipeline deploys no {model}; add one to the models of its file and name its stream.");
    }
}
