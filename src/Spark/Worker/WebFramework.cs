using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace DistributedML.Spark.Worker;

/// <summary>
/// Finds assemblies in the framework of ASP.NET. A program on it is built without copies of what is in there, gRPC's needs among them, and the worker that lies beside such a
/// program would lack them.
/// </summary>
static class WebFramework
{
    public static void Add() => AssemblyLoadContext.Default.Resolving += Find;

    static Assembly? Find(AssemblyLoadContext context, AssemblyName name)
    {
        // .../shared/Microsoft.NETCore.App/VERSION/: both frameworks are installed in the same version.
        var runtime = new DirectoryInfo(RuntimeEnvironment.GetRuntimeDirectory());
        var path = Path.Combine(runtime.Parent!.Parent!.FullName, "Microsoft.AspNetCore.App", runtime.Name, $"{name.Name}.dll");
        return File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
    }
}
