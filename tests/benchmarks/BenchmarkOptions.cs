namespace DistributedML.Benchmarks;

/// <summary>What every benchmark is given.</summary>
/// <param name="Data">Folder of Online Retail's files; null when not named.</param>
/// <param name="Peers">Folder of the established libraries; null when not named.</param>
/// <param name="Runs">Runs that count.</param>
sealed record BenchmarkOptions(string? Data, string? Peers, int Runs)
{
    /// <summary>The data folder.</summary>
    /// <exception cref="BenchmarkException">It is not named or holds no CSV files.</exception>
    public string DataFolder => Data is not null && Directory.Exists(Data) && Directory.EnumerateFiles(Data, "*.csv").Any()
        ? Path.GetFullPath(Data)
        : throw new BenchmarkException($"no CSV files in '{Data}'; name the folder of Online Retail's files with --data");
}

/// <summary>A benchmark that cannot run or whose subject failed.</summary>
sealed class BenchmarkException(string message) : Exception(message);
