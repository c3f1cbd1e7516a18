using System.Collections;
using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using System.Net.Sockets;
using System.Numerics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Spark.Sql;

namespace DistributedML.Spark.Functions;

/// <summary>Says which types can be copied to another process field by field, and why another cannot.</summary>
static class Portability
{
    const string OpenInside = "open it inside the function";
    const string CopyValues = "copy the values that the function needs into variables of their own before it";

    static readonly HashSet<Type> ByFields =
    [
        typeof(object), typeof(List<>), typeof(Queue<>), typeof(Stack<>), typeof(LinkedList<>), typeof(LinkedListNode<>), typeof(PriorityQueue<,>),
        typeof(SortedDictionary<,>), typeof(SortedList<,>), typeof(SortedSet<>), typeof(BitArray), typeof(ArrayList),
        typeof(Collection<>), typeof(ReadOnlyCollection<>), typeof(ReadOnlyDictionary<,>), typeof(ReadOnlySet<>),
        typeof(Version), typeof(StringBuilder), typeof(BigInteger), typeof(Random),
        typeof(Tuple<>), typeof(Tuple<,>), typeof(Tuple<,,>), typeof(Tuple<,,,>), typeof(Tuple<,,,,>), typeof(Tuple<,,,,,>), typeof(Tuple<,,,,,,>), typeof(Tuple<,,,,,,,>),
    ];

    static readonly (Type Type, string Advice)[] Refused =
    [
        (typeof(SparkSession), "a session lives in the driver program; inside ForeachBatch take the SparkSession of the batch, or SparkSession.Active()"),
        (typeof(DataFrame), "collect the rows first, or join with it"),
        (typeof(Column), "build columns outside of the function"),
        (typeof(Stream), OpenInside),
        (typeof(TextReader), OpenInside),
        (typeof(TextWriter), OpenInside),
        (typeof(Socket), OpenInside),
        (typeof(System.Data.Common.DbConnection), OpenInside),
        (typeof(Thread), "start it inside the function"),
        (typeof(Task), "await it before, and capture the result"),
        (typeof(CancellationTokenSource), "TaskContext.Current.CancellationToken tells a function of its task's end"),
        (typeof(SafeHandle), OpenInside),
        (typeof(WaitHandle), "make it inside the function"),
        (typeof(MemberInfo), CopyValues),
        (typeof(Assembly), CopyValues),
        (typeof(Pointer), CopyValues),
        (typeof(Apache.Arrow.RecordBatch), "capture the values as arrays, or broadcast them"),
        (typeof(Apache.Arrow.IArrowArray), "capture the values as an array, or broadcast them"),
    ];

    /// <summary>Why objects of this type cannot travel, and what to do instead; null when they can.</summary>
    public static string? Reason(Type type)
    {
        if (type.IsPointer || type.IsByRefLike || type == typeof(nint) || type == typeof(nuint)) return "it is an address in this process; " + CopyValues;
        foreach (var (refused, advice) in Refused)
            if (refused.IsAssignableFrom(type)) return advice;
        if (type.IsCOMObject) return CopyValues;
        if (!AssemblySet.IsFramework(type.Assembly)) return AssemblySet.IsShared(type.Assembly) ? SharedReason(type) : null;
        if (type.IsValueType || type.IsArray) return null;
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return ByFields.Contains(definition) || IsEntries(type) || IsQuery(type) || IsPartOf(definition) || IsComparer(type) ? null
            : "it belongs to .NET itself and is not one of its collections or values; " + CopyValues;
    }

    /// <summary>A dictionary or set whose entries are added again on the other side.</summary>
    public static bool IsEntries(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() is var definition
        && (definition == typeof(Dictionary<,>) || definition == typeof(HashSet<>) || definition == typeof(ConcurrentDictionary<,>));

    // Of our own assemblies and Arrow's only what is made to travel.
    static string? SharedReason(Type type) =>
        type.IsValueType || IsCompilerMade(type) || typeof(IPortable).IsAssignableFrom(type) || type.Namespace is "Microsoft.Spark.Sql.Types" || type.FullName is "Microsoft.Spark.Sql.Row" or "Microsoft.Spark.Sql.GenericRow"
            ? null
            : CopyValues;

    public static bool IsCompilerMade(Type type) => type.Name.Contains('<');

    // Lazy queries over collections: their classes hold the source and the delegates.
    static bool IsQuery(Type type) => type.Assembly.GetName().Name == "System.Linq";

    // The default comparers, which have no state.
    static bool IsComparer(Type type) =>
        type.BaseType is { IsGenericType: true } parent && (parent.GetGenericTypeDefinition() == typeof(Comparer<>) || parent.GetGenericTypeDefinition() == typeof(EqualityComparer<>));

    // Nodes, key lists and the like of the collections above.
    static bool IsPartOf(Type definition) =>
        (definition.DeclaringType is { } outer && ByFields.Contains(outer)) || (definition.BaseType is { IsGenericType: true } parent && parent.GetGenericTypeDefinition() == typeof(SortedSet<>));

}
