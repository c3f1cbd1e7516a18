using System.Collections;

namespace DistributedML.Spark.Rows;

/// <summary>What C#'s collections hold.</summary>
static class Collections
{
    /// <summary>The elements' type of an array, list or other sequence; null for a type that is none, and for text and bytes.</summary>
    public static Type? Element(Type type)
    {
        if (type == typeof(string) || type == typeof(byte[])) return null;
        if (type.IsArray) return type.GetArrayRank() == 1 ? type.GetElementType() : null;
        if (type == typeof(ArrayList)) return typeof(object);
        return Argument(type, typeof(IEnumerable<>))?[0];
    }

    /// <summary>The keys' and values' types of a dictionary; null for a type that is none.</summary>
    public static (Type Key, Type Value)? Entry(Type type)
    {
        if (type == typeof(Hashtable)) return (typeof(object), typeof(object));
        return (Argument(type, typeof(IDictionary<,>)) ?? Argument(type, typeof(IReadOnlyDictionary<,>))) is [var key, var value] ? (key, value) : null;
    }

    static Type[]? Argument(Type type, Type definition)
    {
        bool Is(Type candidate) => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == definition;
        return (Is(type) ? type : Array.Find(type.GetInterfaces(), Is))?.GetGenericArguments();
    }
}
