using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using DistributedML.Grains.Api;
using DistributedML.Jobs.Cli;
using DistributedML.Jobs.Serving;

namespace DistributedML.Jobs.Commands;

/// <summary><c>dml query</c>: asks a running silo over its REST API.</summary>
static class QueryCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("query", """
            Ask a running silo ("dml serve" or "dml demo") for what its models know.

            Examples:
              dml query recommendations 17850 --count 5
              dml query forecast 85123A --horizon 14 --level 0.8
              dml query alerts --count 20
              dml query score '{"id":"x-1","invoice":"600000","item":"85123A","quantity":9999,"time":"2011-12-09T12:00:00","price":2.55}'
              dml query status items --json
            """);
        var server = new Option<string>("--server", "-s")
        {
            Description = "Address of the silo. A token, when the silo wants one, comes from the environment variable DML_API_TOKEN.",
            DefaultValueFactory = _ => new ApiOptions().Url,
            HelpName = "URL",
            Recursive = true,
        };
        var json = CommonOptions.Json();
        json.Recursive = true;
        command.Options.Add(server);
        command.Options.Add(json);

        var count = new Option<int>("--count", "-n") { Description = "How many.", DefaultValueFactory = _ => 10 };
        var horizon = new Option<int>("--horizon") { Description = "Days ahead.", DefaultValueFactory = _ => 14 };
        var level = new Option<double>("--level") { Description = "Coverage of the intervals, between 0 and 1.", DefaultValueFactory = _ => 0.8 };

        Add("recommendations", "The best items for a customer, without those bought before.", "CUSTOMER", [count],
            (result, key) => $"api/recommendations/{key}?count={result.GetValue(count)}",
            answer => ("item score", Rows(answer["items"], row => [Text(row["item"]), Number(row["score"])])));
        Add("forecast", "The forecast of an item's daily units, with intervals.", "ITEM", [horizon, level],
            (result, key) => string.Create(CultureInfo.InvariantCulture, $"api/forecasts/{key}?horizon={result.GetValue(horizon)}&level={result.GetValue(level)}"),
            answer => ("day mean lower upper", Rows(answer["points"], row => [Text(row["day"]), Number(row["mean"]), Number(row["lower"]), Number(row["upper"])])));
        Add("alerts", "The newest anomalies, newest first.", null, [count],
            (result, _) => $"api/alerts?count={result.GetValue(count)}",
            answer => ("time key kind score evidence", Rows(answer["alerts"], row => [Text(row["time"]), Text(row["key"]), Text(row["kind"]), Number(row["score"]), Text(row["evidence"])])));
        Add("status", "Where the shards of a deployment stand: offsets, lag, rates.", "DEPLOYMENT", [],
            (_, key) => $"api/deployments/{key}",
            answer => ("partition offset lag events deadLetters events/s error", Rows(answer["shards"], row =>
                [Text(row["partition"]), Text(row["offset"]), Text(row["lag"]), Text(row["events"]), Text(row["deadLetters"]), Number(row["eventsPerSecond"]), Text(row["error"])])));

        var body = new Argument<string>("event") { Description = "The event as JSON, or @FILE, or - for standard input.", HelpName = "JSON|@FILE|-" };
        var score = new Command("score", "How anomalous an event would be; nothing is learned from it.") { body };
        score.SetAction((result, cancel) => Ask(terminal, result.GetValue(server)!, HttpMethod.Post, "api/score", result.GetValue(body), result.Output(json),
            answer => ("key anomalous score evidence", [[Text(answer["key"]), Text(answer["anomalous"]), Number(answer["score"]), Text(answer["evidence"])]]), cancel));
        command.Subcommands.Add(score);
        var post = new Command("send", "Check an event and send it to its topics.") { body };
        post.SetAction((result, cancel) => Ask(terminal, result.GetValue(server)!, HttpMethod.Post, "api/events", result.GetValue(body), result.Output(json),
            answer => ("topic partition offset", Rows(answer["positions"], row => [Text(row["topic"]), Text(row["partition"]), Text(row["offset"])])), cancel));
        command.Subcommands.Add(post);
        return command;

        void Add(string name, string description, string? argument, Option[] options, Func<ParseResult, string, string> path, Func<JsonNode, (string Header, IEnumerable<string[]> Rows)> show)
        {
            var subcommand = new Command(name, description);
            var key = argument is null ? null : new Argument<string>(argument.ToLowerInvariant()) { HelpName = argument };
            if (key is not null) subcommand.Arguments.Add(key);
            foreach (var option in options) subcommand.Options.Add(option);
            subcommand.SetAction((result, cancel) =>
            {
                var escaped = key is null ? "" : Uri.EscapeDataString(result.GetValue(key)!);
                return Ask(terminal, result.GetValue(server)!, HttpMethod.Get, path(result, escaped), null, result.Output(json), show, cancel);
            });
            command.Subcommands.Add(subcommand);
        }
    }

    static async Task<int> Ask(Terminal terminal, string address, HttpMethod method, string path, string? body, JsonOutput output, Func<JsonNode, (string Header, IEnumerable<string[]> Rows)> show, CancellationToken cancel)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var server) || server.Scheme is not ("http" or "https"))
            throw new CommandException($"--server is '{address}'; expected an address like {new ApiOptions().Url}", ExitCode.Usage);
        using var client = SiloClient.Connect(server);
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(await ReadBody(body, cancel), Encoding.UTF8, "application/json");

        HttpResponseMessage response;
        try
        {
            response = await client.SendAsync(request, cancel);
        }
        catch (HttpRequestException error)
        {
            throw new CommandException($"no silo answers at {server}: {error.Message}. Start one with 'dml serve', or name its address with --server.", ExitCode.Unavailable);
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new CommandException($"{server} did not answer within {SiloClient.Timeout.TotalSeconds:F0} s.", ExitCode.Unavailable);
        }

        using (response)
        {
            var text = await response.Content.ReadAsStringAsync(cancel);
            if (!response.IsSuccessStatusCode) throw Problem(server, response, text);
            var answer = JsonNode.Parse(text)!;
            if (output.Wanted)
            {
                terminal.Json(output, answer);
                return ExitCode.Success;
            }
            var (header, rows) = show(answer);
            terminal.Table(header.Split(' '), rows);
            return ExitCode.Success;
        }
    }

    static CommandException Problem(Uri server, HttpResponseMessage response, string text)
    {
        string? detail = null;
        try
        {
            if (JsonNode.Parse(text) is JsonObject problem) detail = Text(problem["detail"]) is { Length: > 0 } found ? found : Text(problem["title"]);
        }
        catch (System.Text.Json.JsonException)
        {
            // Not a silo's answer; the status has to do.
        }
        var exit = (int)response.StatusCode >= 500 ? ExitCode.Unavailable : ExitCode.BadInput;
        return new CommandException($"{server} answered {(int)response.StatusCode} {response.ReasonPhrase}{(detail is null ? "" : $": {detail}")}", exit);
    }

    static async Task<string> ReadBody(string body, CancellationToken cancel) => body switch
    {
        "-" => await Console.In.ReadToEndAsync(cancel),
        ['@', .. var file] when !File.Exists(file) => throw new CommandException($"{file}: no such file", ExitCode.BadInput),
        ['@', .. var file] => await File.ReadAllTextAsync(file, cancel),
        _ => body,
    };

    static IEnumerable<string[]> Rows(JsonNode? array, Func<JsonNode, string[]> row) => array!.AsArray().Select(node => row(node!));

    static string Text(JsonNode? node) => node?.ToString() ?? "";

    static string Number(JsonNode? node) => node is null ? "" : node.GetValue<double>().ToString("G5", CultureInfo.InvariantCulture);
}
