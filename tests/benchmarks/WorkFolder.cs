namespace DistributedML.Benchmarks;

/// <summary>An empty folder for one run, deleted with it.</summary>
sealed class WorkFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("dml-benchmark-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
