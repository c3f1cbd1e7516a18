using DistributedML.Spark.Connect;

namespace Microsoft.Spark.Sql;

/// <summary>Builds a <see cref="SparkSession"/>.</summary>
public sealed class Builder
{
    string? _remote = Environment.GetEnvironmentVariable("SPARK_REMOTE");

    internal Builder()
    {
    }

    /// <summary>Takes the server at this address, <c>sc://host:port</c>.</summary>
    public Builder Remote(string address)
    {
        _remote = address;
        return this;
    }

    /// <summary>The session.</summary>
    public SparkSession GetOrCreate() => new(new ConnectClient(ConnectAddress.Parse(_remote ?? throw new InvalidOperationException("No Spark server: call Remote(\"sc://host:port\") or set SPARK_REMOTE"))));
}
