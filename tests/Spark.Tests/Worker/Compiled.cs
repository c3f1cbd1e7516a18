using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DistributedML.Tests.Spark.Worker;

/// <summary>Assemblies that are compiled while the tests run.</summary>
static class Compiled
{
    /// <summary>Compiles an assembly into a folder and gives its path.</summary>
    public static string Assembly(string folder, string name, string code, params string[] references)
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string[] all = [Path.Combine(framework, "System.Private.CoreLib.dll"), Path.Combine(framework, "System.Runtime.dll"), .. references];
        var path = Path.Combine(folder, name + ".dll");
        var result = CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(code)], all.Select(file => MetadataReference.CreateFromFile(file)), new(OutputKind.DynamicallyLinkedLibrary)).Emit(path);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return path;
    }
}
