using System.CommandLine;
using DistributedML.Jobs.Cli;
using DistributedML.Jobs.Setup;
using DistributedML.Registry.Storage;

namespace DistributedML.Jobs.Commands;

/// <summary><c>dml init</c>: writes a pipeline file from a look at the data.</summary>
static class InitCommand
{
    public static Command Create(Terminal terminal)
    {
        var files = new Argument<string>("data") { Description = "A file, or a folder of files of one kind.", HelpName = "DATA" };
        var output = new Option<string>("--output", "-o") { Description = "The pipeline file to write.", DefaultValueFactory = _ => "pipeline.yaml", HelpName = "FILE" };
        var name = new Option<string?>("--name") { Description = "The pipeline's name. Left out: that of the file or folder.", HelpName = "NAME" };
        var force = new Option<bool>("--force") { Description = "Write although the file is there." };
        var command = new Command("init", """
            Write a pipeline file from a look at the data: format, columns with their types, the id and the time, and a model to begin with.

            Examples:
              dml init sales/
              dml init readings.csv -o sensors.yaml
            """) { files, output, name, force };
        command.SetAction(async (result, cancel) =>
        {
            var file = result.GetValue(output)!;
            if (File.Exists(file) && !result.GetValue(force))
                throw new CommandException($"{file} is there already; name another file with --output, or write over it with --force", ExitCode.BadInput);
            var look = await DataLook.TakeAsync(result.GetValue(files)!, cancel);
            WholeFile.Write(file, System.Text.Encoding.UTF8.GetBytes(PipelineDraft.Write(look, result.GetValue(name))));
            terminal.Line($"{file} is written, from {look.Files.Count} file(s) of {look.Folder} with {look.Columns.Count} columns. What was guessed stands behind a # there.");
            terminal.Line($"Next: dml check {file}, then dml etl {file} --data {look.Folder}");
        });
        return command;
    }
}
