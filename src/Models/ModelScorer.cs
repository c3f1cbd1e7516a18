using System.Security.Cryptography;
using Apache.Arrow;
using DistributedML.Learning;
using DistributedML.Models.Artifacts;

namespace DistributedML.Models;

/// <summary>
/// Batch predictions of a registered model, wherever an engine computes: what travels is the place of its artifact, which every machine must reach under the
/// same path; a process reads it once.
/// </summary>
/// <param name="File">The artifact.</param>
/// <param name="Hash">SHA-256 of its bytes, in hexadecimal; checked when it is read.</param>
public abstract record ModelScorer(string File, string Hash)
{
    /// <summary>The columns of the predictions.</summary>
    public abstract Schema Output { get; }

    /// <summary>Makes predictions of batches of inputs.</summary>
    public abstract IEnumerable<RecordBatch> Score(IEnumerable<RecordBatch> inputs);

    /// <summary>The model of an artifact.</summary>
    protected T Model<T>(ModelKind kind, Func<BinaryReader, T> read) where T : class, IState => LoadedModels.Get(Hash, () =>
    {
        var bytes = System.IO.File.ReadAllBytes(File);
        return Convert.ToHexStringLower(SHA256.HashData(bytes)).Equals(Hash, StringComparison.OrdinalIgnoreCase)
            ? bytes
            : throw new InvalidDataException($"{File} is not the artifact that was registered: its hash differs; restore it, or train the model again");
    }, reader => Artifact.Read(reader, kind.Name, kind.Format, read));
}
