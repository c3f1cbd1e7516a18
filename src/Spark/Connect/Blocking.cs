namespace DistributedML.Spark.Connect;

/// <summary>The synchronous names of Microsoft.Spark call the asynchronous methods through here.</summary>
static class Blocking
{
    public static T Wait<T>(Func<Task<T>> work) => Task.Run(work).GetAwaiter().GetResult();

    public static void Wait(Func<Task> work) => Task.Run(work).GetAwaiter().GetResult();
}
