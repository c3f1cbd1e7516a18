namespace Microsoft.Spark.Sql;

public sealed partial class SparkSession
{
    static readonly AsyncLocal<SparkSession?> ActiveHere = new();
    static SparkSession? _default;

    /// <summary>Makes a session the one of this flow of control: this thread, and the tasks that it starts.</summary>
    public static void SetActiveSession(SparkSession session) => ActiveHere.Value = session ?? throw new ArgumentNullException(nameof(session));

    /// <summary>Leaves this flow of control without a session of its own.</summary>
    public static void ClearActiveSession() => ActiveHere.Value = null;

    /// <summary>The session of this flow of control; null when it has none or it has ended.</summary>
    public static SparkSession? GetActiveSession() => Living(ActiveHere.Value);

    /// <summary>Makes a session the one of the process, which <see cref="Builder.GetOrCreate"/> answers where no other is active.</summary>
    public static void SetDefaultSession(SparkSession session) => Volatile.Write(ref _default, session ?? throw new ArgumentNullException(nameof(session)));

    /// <summary>Leaves the process without a session of its own.</summary>
    public static void ClearDefaultSession() => Volatile.Write(ref _default, null);

    /// <summary>The session of the process; null when it has none or it has ended.</summary>
    public static SparkSession? GetDefaultSession() => Living(Volatile.Read(ref _default));

    /// <summary>The active session, or else the default one.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static SparkSession Active() =>
        GetActiveSession() ?? GetDefaultSession() ?? throw new InvalidOperationException("No Spark session is active: make one by SparkSession.Builder().GetOrCreate()");

    /// <summary>Makes a new session the default, unless there is a living one.</summary>
    internal static void OfferDefault(SparkSession session)
    {
        var before = Volatile.Read(ref _default);
        if (Living(before) is null) Interlocked.CompareExchange(ref _default, session, before);
    }

    static void Forget(SparkSession session)
    {
        Interlocked.CompareExchange(ref _default, null, session);
        if (ReferenceEquals(ActiveHere.Value, session)) ActiveHere.Value = null;
    }

    static SparkSession? Living(SparkSession? session) => session is { Client.Closed: false } ? session : null;
}
