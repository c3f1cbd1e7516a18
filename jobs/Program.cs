using DistributedML.Jobs.Cli;
using DistributedML.Jobs.Commands;

var terminal = new Terminal();
return await CommandRunner.Run(DmlCommand.Create(terminal), args, terminal);
