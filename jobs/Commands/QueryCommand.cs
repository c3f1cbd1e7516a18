using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using DistributedML.Grains.Api;
using DistributedML.Jobs.Cli;
using DistributedML.Jobs.Serving;
using DistributedML.Models.Queries;

namespace DistributedML.Jobs.Commands;

/// <summary><c>dml query</c>: asks a running silo over its REST API.</summary>
static class QueryCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("query", """
            Ask a running silo ("dml serve" or "dml demo") for what its models know.

            Examples:
              dml query models
              dml query recommendations 17850 --count 5
              dml query forecasts 85123A --horizon 14 --level 0.8 --model sales
              dml query alerts --count 20
              dml query score '{"id":"x-1","invoice":"600000","item":"85123A","quantity":9999,"time":"2011-12-09T12:00:00","price":2.55,"amount":25497}'
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

        var model = new Option<string?>("--model", "-m") { Description = "The model that is asked. Left out: the first of its kind in the pipeline.", HelpName = "NAME" };
        foreach (var same in Session.Kinds.All.SelectMany(kind => kind.Queries).Where(query => query.Subject != QuerySubject.Rows).GroupBy(query => query.Name)) command.Subcommands.Add(OfModel(same.First()));
        Add("models", "The deployed models and what they can be asked.", null, [],
            (_, _) => "api/models",
            answer => (["name", "kind", "deployment", "queries"], Rows(answer["models"], row =>
                [Text(row["name"]), Text(row["kind"]), Text(row["deployment"]), string.Join(", ", row["queries"]!.AsArray().Select(query => Text(query!["name"])))])));
        Add("status", "Where the shards of a deployment stand: offsets, lag, rates.", "DEPLOYMENT", [],
            (_, key) => $"api/deployments/{key}",
            answer => (["partition", "offset", "lag", "events", "deadLetters", "events/s", "error"], Rows(answer["shards"], row =>
                [Text(row["partition"]), Text(row["offset"]), Text(row["lag"]), Text(row["events"]), Text(row["deadLetters"]), Number(row["eventsPerSecond"]), Text(row["error"])])));

        var body = EventArgument();
        var post = new Command("send", "Check an event and send it to its topics.") { body };
        post.SetAction((result, cancel) => Ask(terminal, result.GetValue(server)!, HttpMethod.Post, "api/events", result.GetValue(body), result.Output(json),
            answer => (["topic", "partition", "offset"], Rows(answer["positions"], row => [Text(row["topic"]), Text(row["partition"]), Text(row["offset"])])), cancel));
        command.Subcommands.Add(post);
        return command;

        Command OfModel(ModelQuery query)
        {
            var subcommand = new Command(query.Name, query.Description) { model };
            if (query.Name.EndsWith('s')) subcommand.Aliases.Add(query.Name[..^1]);
            var key = query.Subject == QuerySubject.Key ? new Argument<string>(query.KeyName) { HelpName = query.KeyName.ToUpperInvariant() } : null;
            var asked = query.Subject == QuerySubject.Event ? EventArgument() : null;
            if (key is not null) subcommand.Arguments.Add(key);
            if (asked is not null) subcommand.Arguments.Add(asked);
            var numbers = query.Parameters.Select(one => new Option<double>($"--{one.Name}")
            {
                Description = string.Create(CultureInfo.InvariantCulture, $"{one.Description} {one.Min} to {one.Max}, {one.Default} when left out."),
                DefaultValueFactory = _ => one.Default,
                HelpName = one.IsInteger ? "N" : "NUMBER",
            }).ToList();
            foreach (var number in numbers)
            {
                if (number.Name == "--count") number.Aliases.Add("-n");
                subcommand.Options.Add(number);
            }
            subcommand.SetAction((result, cancel) =>
            {
                var path = result.GetValue(model) is { } name ? $"api/models/{Uri.EscapeDataString(name)}/{query.Name}"
                    : query.Alias is { } alias ? $"api/{alias.Split('/')[0]}"
                    : throw new CommandException($"several models may answer '{query.Name}'; say which with --model", ExitCode.Usage);
                if (key is not null) path += $"/{Uri.EscapeDataString(result.GetValue(key)!)}";
                if (numbers.Count > 0)
                    path += "?" + string.Join('&', numbers.Select(number => string.Create(CultureInfo.InvariantCulture, $"{number.Name[2..]}={result.GetValue(number)}")));
                return Ask(terminal, result.GetValue(server)!, asked is null ? HttpMethod.Get : HttpMethod.Post, path, asked is null ? null : result.GetValue(asked),
                    result.Output(json), answer => Show(query.Table, answer), cancel);
            });
            return subcommand;
        }

        void Add(string name, string description, string? argument, Option[] options, Func<ParseResult, string, string> path, Func<JsonNode, (IReadOnlyList<string> Header, IEnumerable<string[]> Rows)> show)
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

    static Argument<string> EventArgument() => new("event") { Description = "The event as JSON, or @FILE, or - for standard input.", HelpName = "JSON|@FILE|-" };

    static async Task<int> Ask(Terminal terminal, string address, HttpMethod method, string path, string? body, JsonOutput output, Func<JsonNode, (IReadOnlyList<string> Header, IEnumerable<string[]> Rows)> show, CancellationToken cancel)
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
            terminal.Table(header, rows);
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

    static (IReadOnlyList<string> Header, IEnumerable<string[]> Rows) Show(QueryTable table, JsonNode answer)
    {
        List<JsonNode> rows = table.Rows.Length == 0 ? [answer] : [.. answer[table.Rows]!.AsArray().Select(node => node!)];
        IReadOnlyList<string> columns = table.Columns.Count > 0 || rows.Count == 0 ? table.Columns : [.. rows[0].AsObject().Select(property => property.Key)];
        return (columns, rows.Select(row => columns.Select(column => row[column] is JsonValue value && value.TryGetValue<double>(out _) ? Number(value) : Text(row[column])).ToArray()));
    }

    static string Text(JsonNode? node) => node?.ToString() ?? "";

    static string Number(JsonNode? node) => node is null ? "" : node.GetValue<double>().ToString("G5", CultureInfo.InvariantCulture);
}
