using System.Collections;

namespace DistributedML.Spark.Rows;

/// <summary>Equality of rows' values: arrays, maps and bytes by what they hold, everything else by its own equality.</summary>
static class ValueEquality
{
    public static bool Equal(object? left, object? right)
    {
        if (ReferenceEquals(left, right)) return true;
        if (left is null || right is null) return false;
        if (left is byte[] bytes) return right is byte[] others && bytes.AsSpan().SequenceEqual(others);
        if (left is IDictionary map) return right is IDictionary other && map.Count == other.Count && map.Keys.Cast<object>().All(key => other.Contains(key) && Equal(map[key], other[key]));
        if (left is not IList list || right is not IList otherList) return left.Equals(right);
        if (list.Count != otherList.Count) return false;
        for (var i = 0; i < list.Count; i++)
        {
            if (!Equal(list[i], otherList[i])) return false;
        }
        return true;
    }

    public static int Hash(object? value)
    {
        switch (value)
        {
            case null: return 0;
            case IDictionary map: return map.Count;   // the order of a map's keys is no part of it
            case IList list:
                var hash = new HashCode();
                foreach (var item in list) hash.Add(Hash(item));
                return hash.ToHashCode();
            default: return value.GetHashCode();
        }
    }
}
