using System.Security.Cryptography;

namespace DistributedML.Registry.Storage;

/// <summary>
/// Files named by their SHA-256. A name never stands for half a file;
/// a file whose row was never committed is harmless and is taken when the same bytes come again.
/// </summary>
sealed class ArtifactStore
{
    const string FolderName = "artifacts";

    static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    readonly string _root;

    public ArtifactStore(string root)
    {
        _root = root;
        var folder = Directory.CreateDirectory(Path.Combine(root, FolderName));
        WholeFile.RemoveLeft(folder.FullName, Abandoned);
    }

    public static string File(string hash) => $"{FolderName}/{hash}";

    /// <summary>Stores what <paramref name="write"/> writes; returns its hash and size in bytes.</summary>
    public (string Hash, long Size) Write(Action<BinaryWriter> write)
    {
        using var whole = new WholeFile(Path.Combine(_root, FolderName));
        try
        {
            using var sha = SHA256.Create();
            long size;
            using (var file = new FileStream(whole.Scratch, FileMode.CreateNew))
            {
                using (var hashing = new CryptoStream(file, sha, CryptoStreamMode.Write, leaveOpen: true))
                using (var writer = new BinaryWriter(new BufferedStream(hashing, 1 << 16))) write(writer);
                size = file.Length;
            }
            var hash = Convert.ToHexStringLower(sha.Hash!);
            whole.Publish(Path.Combine(_root, File(hash)));
            return (hash, size);
        }
        catch (IOException exception) when (DiskFull.Is(exception))
        {
            throw new RegistryException($"disk full while writing an artifact into '{Path.Combine(_root, FolderName)}'; nothing was registered", exception);
        }
    }

    /// <summary>The artifact's bytes.</summary>
    /// <exception cref="RegistryException">The file is missing or is not what was registered.</exception>
    public byte[] Read(ModelVersion version)
    {
        var path = Path.Combine(_root, version.File);
        if (!System.IO.File.Exists(path))
            throw new RegistryException($"the artifact of {version} is missing: '{path}'; restore it or train the model again");
        var bytes = System.IO.File.ReadAllBytes(path);
        var found = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return found == version.Hash ? bytes : throw new RegistryException(
            $"the artifact of {version} is damaged: '{path}' has {bytes.Length} bytes with SHA-256 {found}; "
            + $"expected {version.Size} bytes with SHA-256 {version.Hash}; restore it or train the model again");
    }
}
