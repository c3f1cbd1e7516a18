using System.Security.Cryptography;

namespace DistributedML.Spark.Functions;

/// <summary>An assembly that a function needs, or a native library, by the hash of its bytes.</summary>
/// <param name="Name">The assembly's simple name, or the name of the native library's file.</param>
/// <param name="Hash">SHA-256 of its bytes, in lower-case hex.</param>
sealed record AssemblyFile(string Name, string Hash)
{
    internal const string Folder = "files/";

    /// <summary>The file's name in the folder of the session.</summary>
    public string FileName => $"{Hash}-{Name}.dll";

    /// <summary>The name of the artifact that brings it there.</summary>
    public string Artifact => Folder + FileName;

    public static AssemblyFile Of(string name, ReadOnlySpan<byte> bytes) => new(name, Convert.ToHexStringLower(SHA256.HashData(bytes)));
}
