using DistributedML.Grains.Tests;
using DistributedML.Tests.Grains.Silo;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace DistributedML.Tests.Grains;

/// <summary>Runs the tests, or a silo that a test can kill.</summary>
static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is [ChildSilo.Argument, ..]) return await ChildSilo.Run(args);
        if (args is [FullDiskTests.Argument, var work]) return await FullDiskTests.Run(work);
        return args.Any(argument => argument is "-automated" or "@@")
            ? await ConsoleRunner.Run(args)
            : await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
    }
}
