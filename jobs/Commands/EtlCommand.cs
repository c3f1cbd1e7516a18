using System.CommandLine;
using DistributedML.Jobs.Cli;

namespace DistributedML.Jobs.Commands;

/// <summary><c>dml etl</c>: turns raw files into checked tables.</summary>
static class EtlCommand
{
    public static Command Create(Terminal terminal)
    {
        var pipeline = CommonOptions.Pipeline();
        var data = new Option<string>("--data", "-d") { Description = "Folder of the raw files.", Required = true, HelpName = "DIR" };
        var fresh = new Option<bool>("--fresh") { Description = "Read every file again, also those that have not changed." };
        var work = CommonOptions.Work();
        var engine = CommonOptions.Engine();
        var remote = CommonOptions.Remote();
        var json = CommonOptions.Json();
        var command = new Command("etl", """
            Turn raw files into the pipeline's checked table and feature tables.

            Rows that break an expectation go to the quarantine table with the reason; rows in = rows out + quarantined + dropped by a
            stated rule. The tables are published whole or not at all. Only files that are new or have changed are read again.

            Examples:
              dml etl --data incoming
              dml etl my-shop.yaml --data incoming --json report.json
            """) { pipeline, data, fresh, work, engine, remote, json };
        command.SetAction(async (result, cancel) =>
        {
            using var folder = WorkFolder.Take(result.GetValue(work)!);
            await using var session = await Session.OpenAsync(result.GetValue(pipeline)!, result.GetValue(work)!, result.GetValue(engine)!, result.GetValue(remote), cancel);
            var main = new MainJob(terminal, session);
            await main.Etl(result.GetValue(data)!, result.GetValue(fresh), cancel);
            terminal.Json(result.Output(json), main.Figures.ToJson());
        });
        return command;
    }
}
