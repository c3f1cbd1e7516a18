namespace Microsoft.Spark.Sql;

/// <summary>Where a persisted DataFrame's rows are kept.</summary>
public sealed record StorageLevel
{
    /// <param name="useDisk">On disk.</param>
    /// <param name="useMemory">In memory; with disk, what does not fit goes there.</param>
    /// <param name="useOffHeap">In memory outside the JVM's heap.</param>
    /// <param name="deserialized">As objects instead of bytes: larger, faster to read.</param>
    /// <param name="replication">On how many executors.</param>
    public StorageLevel(bool useDisk, bool useMemory, bool useOffHeap, bool deserialized, int replication = 1) =>
        (UseDisk, UseMemory, UseOffHeap, Deserialized, Replication) = (useDisk, useMemory, useOffHeap, deserialized, replication);

    /// <summary>Not kept.</summary>
    public static StorageLevel NONE { get; } = new(false, false, false, false);

    /// <summary>On disk.</summary>
    public static StorageLevel DISK_ONLY { get; } = new(true, false, false, false);

    /// <summary>On disk, twice.</summary>
    public static StorageLevel DISK_ONLY_2 { get; } = new(true, false, false, false, 2);

    /// <summary>In memory; partitions that do not fit are computed again.</summary>
    public static StorageLevel MEMORY_ONLY { get; } = new(false, true, false, true);

    /// <summary>In memory, twice; partitions that do not fit are computed again.</summary>
    public static StorageLevel MEMORY_ONLY_2 { get; } = new(false, true, false, true, 2);

    /// <summary>In memory as bytes; partitions that do not fit are computed again.</summary>
    public static StorageLevel MEMORY_ONLY_SER { get; } = new(false, true, false, false);

    /// <summary>In memory as bytes, twice; partitions that do not fit are computed again.</summary>
    public static StorageLevel MEMORY_ONLY_SER_2 { get; } = new(false, true, false, false, 2);

    /// <summary>In memory, and on disk what does not fit.</summary>
    public static StorageLevel MEMORY_AND_DISK { get; } = new(true, true, false, true);

    /// <summary>In memory, and on disk what does not fit, twice.</summary>
    public static StorageLevel MEMORY_AND_DISK_2 { get; } = new(true, true, false, true, 2);

    /// <summary>In memory as bytes, and on disk what does not fit.</summary>
    public static StorageLevel MEMORY_AND_DISK_SER { get; } = new(true, true, false, false);

    /// <summary>In memory as bytes, and on disk what does not fit, twice.</summary>
    public static StorageLevel MEMORY_AND_DISK_SER_2 { get; } = new(true, true, false, false, 2);

    /// <summary>Outside the JVM's heap, and on disk what does not fit.</summary>
    public static StorageLevel OFF_HEAP { get; } = new(true, true, true, false);

    /// <summary>Kept on disk.</summary>
    public bool UseDisk { get; }

    /// <summary>Kept in memory.</summary>
    public bool UseMemory { get; }

    /// <summary>Kept in memory outside the JVM's heap.</summary>
    public bool UseOffHeap { get; }

    /// <summary>Kept as objects instead of bytes.</summary>
    public bool Deserialized { get; }

    /// <summary>On how many executors.</summary>
    public int Replication { get; }

    /// <summary>The level in words, such as <c>Disk Memory Deserialized 1x Replicated</c>.</summary>
    public string Description()
    {
        var memory = UseMemory ? UseOffHeap ? "Memory (off heap) " : "Memory " : "";
        return $"{(UseDisk ? "Disk " : "")}{memory}{(Deserialized ? "Deserialized" : "Serialized")} {Replication}x Replicated";
    }

    /// <inheritdoc cref="Description"/>
    public override string ToString() => Description();

    internal static StorageLevel FromProto(DistributedML.Spark.Connect.Protocol.StorageLevel level) =>
        new(level.UseDisk, level.UseMemory, level.UseOffHeap, level.Deserialized, level.Replication);

    internal DistributedML.Spark.Connect.Protocol.StorageLevel ToProto() =>
        new() { UseDisk = UseDisk, UseMemory = UseMemory, UseOffHeap = UseOffHeap, Deserialized = Deserialized, Replication = Replication };
}
