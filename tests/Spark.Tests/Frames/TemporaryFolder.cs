namespace DistributedML.Tests.Spark.Frames;

/// <summary>A folder that goes with the test.</summary>
sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("dml-spark-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
