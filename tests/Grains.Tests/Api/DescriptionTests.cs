using System.Net;
using System.Text.Json.Nodes;

namespace DistributedML.Tests.Grains.Api;

public sealed class DescriptionTests
{
    [Fact]
    public async Task Every_address_of_the_API_is_described()
    {
        await using var host = await ApiHost.Start();
        var paths = (await host.Get("/openapi/v1.json")).Json["paths"]!.AsObject().Select(path => path.Key).Order();
        Assert.Equal(
            ["/api/alerts", "/api/deployments", "/api/deployments/{name}", "/api/events", "/api/forecasts/{series}", "/api/keys/{deployment}", "/api/live",
                "/api/models", "/api/models/anomalies/alerts", "/api/models/anomalies/score", "/api/models/forecaster/forecasts/{key}",
                "/api/models/recommender/recommendations/{key}", "/api/models/{model}", "/api/outputs", "/api/recommendations/{user}", "/api/score",
                "/health/live", "/health/ready", "/v2", "/v2/health/live", "/v2/health/ready"],
            paths);
    }

    [Fact]
    public async Task Everything_described_has_words_and_an_example()
    {
        await using var host = await ApiHost.Start();
        var api = (await host.Get("/openapi/v1.json")).Json;
        foreach (var (path, methods) in api["paths"]!.AsObject())
        {
            foreach (var (method, operation) in methods!.AsObject())
            {
                var where = $"{method} {path}";
                foreach (var word in new[] { "operationId", "summary", "description" }) Said(operation, word, where);
                Assert.NotEmpty(operation!["tags"]!.AsArray());
                var parameters = operation["parameters"]?.AsArray() ?? [];
                Assert.Equal(path.Contains('{', StringComparison.Ordinal), parameters.Any(parameter => (string)parameter!["in"]! == "path"));
                foreach (var parameter in parameters)
                {
                    Said(parameter, "description", where);
                    Assert.True(parameter!["example"] is not null && parameter["schema"]!["type"] is not null, $"{where}: {parameter["name"]} has no example or type");
                }
                if (method == "post") Assert.NotNull(operation["requestBody"]!["content"]!["application/json"]!["example"]);
                var answers = operation["responses"]!.AsObject();
                Assert.Contains(answers, answer => answer.Key.StartsWith('2'));
                foreach (var (status, answer) in answers)
                {
                    Said(answer, "description", $"{where} {status}");
                    var (type, content) = Assert.Single(answer!["content"]!.AsObject());
                    Assert.Equal(status.StartsWith('2') ? path == "/api/live" ? "text/event-stream" : "application/json" : "application/problem+json", type);
                    if (status.StartsWith('2')) Assert.True(content!["example"] is not null, $"{where} {status} has no example");
                }
            }
        }
        foreach (var (name, schema) in api["components"]!["schemas"]!.AsObject().Where(schema => schema.Key != "ProblemDetails" && schema.Value!["properties"] is not null))
        {
            foreach (var (property, described) in schema!["properties"]!.AsObject())
                Said(described!["oneOf"]?[1] ?? described, "description",
                    $"{name}.{property}");   // an object that may be null is one of two
        }
    }

    [Fact]
    public async Task Bounds_in_the_description_are_those_that_are_enforced()
    {
        await using var host = await ApiHost.Start();
        var paths = (await host.Get("/openapi/v1.json")).Json["paths"]!.AsObject();
        var checkedBounds = 0;
        foreach (var (path, methods) in paths)
        {
            foreach (var parameter in methods!["get"]?["parameters"]?.AsArray().Where(parameter => (string)parameter!["in"]! == "query") ?? [])
            {
                var schema = parameter!["schema"]!;
                var address = path.Replace("{name}", "items", StringComparison.Ordinal).Replace("{deployment}", "items", StringComparison.Ordinal)
                    .Replace("{user}", "u", StringComparison.Ordinal).Replace("{key}", "k", StringComparison.Ordinal).Replace("{series}", "s", StringComparison.Ordinal);
                foreach (var (bound, beyond) in new[] { ((double)schema["minimum"]!, -0.0005), ((double)schema["maximum"]!, 0.0005) })
                {
                    var step = (string)schema["type"]! == "integer" ? Math.Sign(beyond) : beyond;
                    Assert.Equal(HttpStatusCode.OK, (await host.Get(FormattableString.Invariant($"{address}?{parameter["name"]}={bound}"))).Status);
                    Assert.Equal(HttpStatusCode.BadRequest, (await host.Get(FormattableString.Invariant($"{address}?{parameter["name"]}={bound + step}"))).Status);
                    checkedBounds++;
                }
            }
        }
        Assert.Equal(20, checkedBounds);
    }

    [Fact]
    public async Task With_a_token_the_description_asks_for_it_where_the_server_does()
    {
        await using var host = await ApiHost.Start("correct-horse-battery-staple");
        var api = (await host.Get("/openapi/v1.json")).Json;
        Assert.Equal("bearer", (string)api["components"]!["securitySchemes"]!["token"]!["scheme"]!);
        foreach (var (path, methods) in api["paths"]!.AsObject())
        {
            foreach (var (_, operation) in methods!.AsObject())
                Assert.Equal(path is not ("/health/live" or "/v2/health/live"), operation!["security"] is JsonArray { Count: 1 } && operation["responses"]!["401"] is not null);
        }
    }

    static void Said(JsonNode? node, string word, string where) =>
        Assert.True(node?[word] is JsonValue value && ((string)value!).Length > 2, $"{where} has no {word}");
}
