using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DistributedML.Spark.Worker;

/// <summary>
/// The process's standard input. Spark speaks through it, so functions, and the programs that they start, find an empty one in its place.
/// </summary>
static partial class StandardInput
{
    const int Number = 0;

    /// <summary>The real standard input, which is the caller's alone from then on.</summary>
    public static Stream Take()
    {
        if (OperatingSystem.IsWindows())
        {
            var input = Console.OpenStandardInput();
            Console.SetIn(TextReader.Null);
            return input;
        }
        using var empty = File.OpenHandle("/dev/null");
        var real = Duplicate(Number);
        if (real < 0 || Replace((int)empty.DangerousGetHandle(), Number) < 0)
            throw new IOException($"Standard input cannot be kept for Spark: {Marshal.GetLastPInvokeErrorMessage()}");
        return new FileStream(new SafeFileHandle(real, ownsHandle: true), FileAccess.Read, bufferSize: 0);
    }

    [LibraryImport("libc", EntryPoint = "dup", SetLastError = true)]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static partial int Replace(int descriptor, int target);
}
