using System.Globalization;

namespace DistributedML.Spark.Functions;

/// <summary>
/// The version of Spark's worker protocol. The client sends it as the text <c>spark-4.2</c> where Spark has a place for the version of the worker's
/// language, which is read before the parts that differ.
/// </summary>
readonly record struct ProtocolVersion(int Major, int Minor)
{
    const string Prefix = "spark-";

    public static readonly ProtocolVersion Spark40 = new(4, 0);

    public static readonly ProtocolVersion Spark41 = new(4, 1);

    public static readonly ProtocolVersion Spark42 = new(4, 2);

    /// <summary>From 4.2 on, a task's context is JSON, functions have a configuration, and the time spent computing is reported.</summary>
    public bool IsCurrent => Major > 4 || Minor >= 2;

    /// <summary>4.0 sends all groups of a partition as batches of one stream, and a barrier's address with every task.</summary>
    public bool Is40 => this == Spark40;

    public static ProtocolVersion Parse(string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
            throw new InvalidDataException($"The function was sent for '{text}', not for this worker: expected {Prefix}MAJOR.MINOR. Is PYSPARK_PYTHON of this server meant for Python functions?");
        return OfSpark(text[Prefix.Length..]);
    }

    /// <summary>The protocol of a Spark whose version is this text, such as 4.2.0 or 4.1.0-SNAPSHOT.</summary>
    public static ProtocolVersion OfSpark(string version)
    {
        var parts = version.Split('.', '-');
        if (parts.Length < 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minor))
            throw new InvalidDataException($"'{version}' is no version of Spark");
        return major >= 4 ? new(major, minor) : throw new NotSupportedException($"C# functions need Spark 4; the server is Spark {version}");
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Major}.{Minor}");
}
