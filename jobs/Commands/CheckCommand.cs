using System.CommandLine;
using System.Text.Json.Nodes;
using DistributedML.Engines;
using DistributedML.Jobs.Cli;
using DistributedML.Jobs.Etl;
using DistributedML.Models;

namespace DistributedML.Jobs.Commands;

/// <summary><c>dml check</c>: reads a pipeline file and tries its SQL, without data.</summary>
static class CheckCommand
{
    public static Command Create(Terminal terminal)
    {
        var pipeline = new Argument<string>("pipeline") { Description = "The pipeline file (YAML).", HelpName = "PIPELINE" };
        var json = CommonOptions.Json();
        var command = new Command("check", """
            Check a pipeline file: its names, options and SQL, without reading data. All mistakes of the file are told at once.

            Example:
              dml check my-shop.yaml
            """) { pipeline, json };
        command.SetAction(async (result, cancel) =>
        {
            var read = ModelKinds.Standard.ReadPipeline(result.GetValue(pipeline)!);
            var scratch = Directory.CreateTempSubdirectory("dml-check-");
            try
            {
                await using var engine = new LocalEngine(Path.Combine(scratch.FullName, "spill"));
                await EtlJob.CheckAsync(read, engine, cancel);
            }
            finally
            {
                scratch.Delete(recursive: true);
            }
            terminal.Line($"{result.GetValue(pipeline)} is a pipeline: table {read.Table.Name} of {read.Table.Columns.Count} columns, "
                + $"{Count(read.Features.Count, "feature table")}, {Count(read.Models.Count, "model")}, {Count(read.Streams.Count, "stream")}");
            terminal.Json(result.Output(json), new JsonObject
            {
                ["pipeline"] = read.Name,
                ["table"] = read.Table.Name,
                ["columns"] = read.Table.Columns.Count,
                ["models"] = new JsonArray([.. read.Models.Select(model => (JsonNode)model.Name)]),
                ["streams"] = new JsonArray([.. read.Streams.Select(stream => (JsonNode)stream.Name)]),
            });
        });
        return command;
    }

    static string Count(int number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";
}
