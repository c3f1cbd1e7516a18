using System.CommandLine;
using DistributedML.Jobs.Cli;

namespace DistributedML.Jobs.Commands;

/// <summary><c>dml</c>: all commands.</summary>
static class DmlCommand
{
    public static RootCommand Create(Terminal terminal) => new("""
        DistributedML: train machine learning on data at rest, and let the same models learn on from events.

        Start with:  dml demo            the whole job on generated data
                     dml demo --data D   the same on your files
        """)
    {
        DemoCommand.Create(terminal),
        InitCommand.Create(terminal),
        CheckCommand.Create(terminal),
        EtlCommand.Create(terminal),
        SqlCommand.Create(terminal),
        TrainCommand.Create(terminal),
        EvaluateCommand.Create(terminal),
        ScoreCommand.Create(terminal),
        ModelsCommand.Create(terminal),
        ServeCommand.Create(terminal),
        ReplayCommand.Create(terminal),
        QueryCommand.Create(terminal),
        SubmitCommand.Create(terminal),
        CompletionCommand.Create(),
    };
}
