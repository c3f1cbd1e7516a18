using System.Security.Cryptography;

namespace DistributedML.Data;

/// <summary>The SHA-256 of a file's bytes.</summary>
public static class FileHash
{
    /// <summary>The hash, in hexadecimal.</summary>
    public static string Of(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
