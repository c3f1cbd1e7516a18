using System.CommandLine;
using DistributedML.Jobs.Cli;
using DistributedML.Jobs.Commands;

var terminal = new Terminal();
var root = new RootCommand("""
    DistributedML: train machine learning on data at rest, and let the same models learn on from events.

    Start with:  dml demo            the whole job on generated data
                 dml demo --data D   the same on your files
    """)
{
    DemoCommand.Create(terminal),
    EtlCommand.Create(terminal),
    TrainCommand.Create(terminal),
    EvaluateCommand.Create(terminal),
    ScoreCommand.Create(terminal),
    ModelsCommand.Create(terminal),
    ServeCommand.Create(terminal),
    ReplayCommand.Create(terminal),
    QueryCommand.Create(terminal),
    SubmitCommand.Create(terminal),
};
return await CommandRunner.Run(root, args, terminal);
