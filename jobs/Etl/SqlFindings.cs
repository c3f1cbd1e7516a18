namespace DistributedML.Jobs.Etl;

/// <summary>What the SQL of a pipeline's table looks at.</summary>
/// <param name="Windows">The columns that look at other rows of their file.</param>
/// <param name="UsesFile">Some column uses the file's name; else files may be told apart by number, which sorts faster.</param>
/// <param name="Inputs">For each column with SQL, the source's columns in it.</param>
sealed record SqlFindings(IReadOnlySet<string> Windows, bool UsesFile, IReadOnlyDictionary<string, IReadOnlyList<string>> Inputs)
{
    /// <summary>Findings of a table without SQL.</summary>
    internal static SqlFindings None { get; } = new(new HashSet<string>(), false, new Dictionary<string, IReadOnlyList<string>>());
}
