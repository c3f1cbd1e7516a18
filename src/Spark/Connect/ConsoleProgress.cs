using Microsoft.Spark.Sql;

namespace DistributedML.Spark.Connect;

/// <summary>Shows on standard error how far a session's operations are: on a terminal one line that changes, else a line for each stage that has ended.</summary>
sealed class ConsoleProgress
{
    /// <summary>The environment variable that asks for it.</summary>
    public const string Variable = "SPARK_CONSOLE_PROGRESS";

    readonly Lock _lock = new();
    readonly HashSet<long> _ended = [];

    /// <summary>Takes a report.</summary>
    public void Report(ExecutionProgress progress)
    {
        lock (_lock)
        {
            if (Console.IsErrorRedirected)
            {
                foreach (var stage in progress.Stages.Where(stage => stage.Done && _ended.Add(stage.StageId))) Console.Error.WriteLine(Text(stage));
            }
            else
            {
                var running = progress.Stages.Where(stage => !stage.Done).ToList();
                Console.Error.Write(progress.Done || running.Count == 0 ? "\r\e[K" : $"\r\e[K{string.Join("; ", running.Select(Text))}; {progress.RunningTasks} running");
            }
        }
    }

    static string Text(StageProgress stage) => FormattableString.Invariant($"stage {stage.StageId}: {stage.CompletedTasks}/{stage.Tasks} tasks, {stage.InputBytes / 1e6:F1} MB read");
}
