using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Microsoft.Spark.Sql;

namespace DistributedML.Tests.Spark;

/// <summary>Every type and member of Microsoft.Spark's listing is there, with its signature.</summary>
public class ApiTests
{
    [Fact]
    public void The_listing_is_read_whole()
    {
        var classes = ApiFile.Read().ToArray();
        Assert.Equal(65, classes.Length);
        var functions = Assert.Single(classes, type => type.Name == "Microsoft.Spark.Sql.Functions");
        Assert.Equal(22, functions.Members.Count(member => member.Name == "Udf"));
        Assert.Equal(8, functions.Members.Count(member => member.Name == "Atan2"));
        Assert.Contains("static operator <=(Column, object) : Column", classes.Single(type => type.Name.EndsWith(".Column", StringComparison.Ordinal)).Members.Select(member => member.ToString()));
    }

    [Fact]
    public void No_signature_is_missing()
    {
        var missing = ApiFile.Read()
            .SelectMany(type => ApiMatch.Find(type) is { } found
                ? type.Members.Where(member => !ApiMatch.Has(found, member)).Select(member => $"{type.Name}: {member}")
                : [type.Name]);
        if (missing.Any()) Assert.Fail(string.Join("\n", missing));
    }

    [Fact]
    public void The_example_uses_the_listing_alone()
    {
        // The listing leaves out constructors without parameters, as the types of columns have.
        var used = SparkMethods(Assembly.Load("OnlineRetail")).ToArray();
        Assert.True(used.Length > 50, $"the example names only {used.Length}");
        var listed = ApiFile.Read().SelectMany(type => type.Members.Select(member => (Type: ApiMatch.Find(type), Member: member))).ToArray();
        Assert.Empty(used.Where(method => !(method.IsConstructor && method.GetParameters().Length == 0) && !listed.Any(one => one.Type == method.DeclaringType && ApiMatch.Is(method, one.Member))).Select(method => $"{method.DeclaringType}: {method}"));
    }

    /// <summary>The methods and constructors of src/Spark that the code of an assembly names.</summary>
    static IEnumerable<MethodBase> SparkMethods(Assembly assembly)
    {
        var spark = typeof(SparkSession).Assembly.GetName().Name;
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        foreach (var handle in metadata.MemberReferences)
        {
            if (metadata.GetMemberReference(handle).Parent is { Kind: HandleKind.TypeReference } parent
                && metadata.GetTypeReference((TypeReferenceHandle)parent).ResolutionScope is { Kind: HandleKind.AssemblyReference } scope
                && metadata.StringComparer.Equals(metadata.GetAssemblyReference((AssemblyReferenceHandle)scope).Name, spark!))
                yield return assembly.ManifestModule.ResolveMethod(MetadataTokens.GetToken(handle))!;
        }
    }
}
