using DistributedML.Jobs.Cli;
using DistributedML.Pipelines;

namespace DistributedML.Jobs;

/// <summary>
/// Which pipeline a work folder belongs to, in the file "pipeline" in it. The registry knows models, and the stream state deployments, by their names alone: those of
/// another pipeline would take their places.
/// </summary>
static class PipelineClaim
{
    const string FileName = "pipeline";

    /// <summary>Says that the folder is the pipeline's, once there is something of it in it.</summary>
    internal static void Write(string work, Pipeline pipeline) => File.WriteAllText(FileOf(work), pipeline.Name);

    /// <summary>Refuses the folder of another pipeline.</summary>
    /// <param name="work">The folder.</param>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="isNamed">Whether the user named its file.</param>
    /// <exception cref="CommandException">It is another pipeline's.</exception>
    internal static void Check(string work, Pipeline pipeline, bool isNamed)
    {
        if (!File.Exists(FileOf(work)) || File.ReadAllText(FileOf(work)).Trim() is not { Length: > 0 } owner || owner == pipeline.Name) return;
        throw isNamed
            ? new CommandException(
                $"{work} has the tables and models of pipeline {owner}; pipeline {pipeline.Name} needs a folder of its own: name another with --work", ExitCode.BadInput)
            : new CommandException(
                $"no pipeline file is named, and {work} has the tables and models of pipeline {owner}; name the file of {owner}, or another folder with --work", ExitCode.Usage);
    }

    static string FileOf(string work) => Path.Combine(work, FileName);
}
