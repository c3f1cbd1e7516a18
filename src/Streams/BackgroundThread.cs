using System.Runtime.InteropServices;

namespace DistributedML.Streams;

/// <summary>
/// Threads that give way to those that answer queries: on Linux they, and the threads that native libraries start from them, have a higher nice value.
/// Elsewhere they are like all others.
/// </summary>
static partial class BackgroundThread
{
    const int Nice = 5;   // a third of the usual share where all cores are taken
    const int OfThread = 0;   // PRIO_PROCESS, which on Linux means one thread

    /// <summary>Starts a thread that gives way.</summary>
    internal static Thread Start(string name, Action action)
    {
        var thread = new Thread(() =>
        {
            GiveWay();
            action();
        })
        { IsBackground = true, Name = name };
        thread.Start();
        return thread;
    }

    /// <summary>Runs a function on such a thread and waits for its result.</summary>
    internal static T Call<T>(Func<T> function)
    {
        T result = default!;
        Exception? failure = null;
        Start("starting", () =>
        {
            try
            {
                result = function();
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        }).Join();
        return failure is null ? result : throw failure;
    }

    /// <summary>Makes the calling thread, for good, one that gives way.</summary>
    internal static void GiveWay()
    {
        if (OperatingSystem.IsLinux()) _ = SetPriority(OfThread, 0, Nice);
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int priority);
}
