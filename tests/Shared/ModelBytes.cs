using System.Security.Cryptography;
using DistributedML.Learning;

namespace DistributedML.Tests.Shared;

/// <summary>The bytes of states, for laws such as "restored equals never stopped".</summary>
public static class ModelBytes
{
    /// <summary>The state as it is written.</summary>
    public static byte[] Of(IState state)
    {
        var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream)) state.Write(writer);
        return stream.ToArray();
    }

    /// <summary>SHA-256 of the state's bytes, in hexadecimal.</summary>
    public static string Hash(IState state) => Convert.ToHexString(SHA256.HashData(Of(state)));
}
