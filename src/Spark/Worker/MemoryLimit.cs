using System.Globalization;

namespace DistributedML.Spark.Worker;

/// <summary>Keeps the worker's managed heap within <c>spark.executor.pyspark.memory</c>: a function that needs more gets an OutOfMemoryException.</summary>
static class MemoryLimit
{
    /// <summary>Spark's name for the limit of the process, in MiB.</summary>
    const string Variable = "PYSPARK_EXECUTOR_MEMORY_MB";

    const long Mebibyte = 1 << 20;

    public static void Apply()
    {
        if (!long.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out var mebibytes) || mebibytes <= 0) return;
        AppContext.SetData("GCHeapHardLimit", (ulong)(mebibytes * Mebibyte));
        GC.RefreshMemoryLimit();
    }
}
