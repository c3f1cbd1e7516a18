namespace DistributedML.Tests.Architecture.Samples.Generic;

/// <summary>Uses the code's namespace as an argument of a call, and closes the circle.</summary>
static class Caller
{
    public static int Call() => Array.Empty<Box>().Length;

    /// <summary>Something to be named.</summary>
    public sealed class Box
    {
        public static string Text => Body.Walker.Walk();
    }
}
