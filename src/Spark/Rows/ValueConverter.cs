using System.Collections;
using System.Data.SqlTypes;
using System.Globalization;
using System.Numerics;
using System.Reflection;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Types;

namespace DistributedML.Spark.Rows;

/// <summary>
/// A value of a row as another C# type that holds the same: whole numbers where they fit, dates and instants in .NET's own types, arrays, lists and
/// dictionaries element by element, a struct as a record or tuple. For values by themselves; whole columns go through <c>ColumnReader</c>.
/// </summary>
static class ValueConverter
{
    /// <exception cref="InvalidCastException">The value has no such form.</exception>
    public static T To<T>(object? value) => value is T typed ? typed : (T)To(value, typeof(T))!;

    public static object? To(object? value, Type target)
    {
        if (value is null) return SparkTypes.IsNullable(target) ? null : throw new InvalidCastException($"The value is null, and {target.Name} holds no null: use {target.Name}?");
        target = Nullable.GetUnderlyingType(target) ?? target;
        if (target.IsInstanceOfType(value)) return value;
        return Number(value, target) ?? Simple(value, target) ?? Collection(value, target) ?? Struct(value, target) ?? throw Not(value, target);
    }

    // A number that does not fit is an error of its own.
    static object? Number(object value, Type target)
    {
        try
        {
            if (value is SqlDecimal wide) return target == typeof(decimal) ? DecimalBits.ToDecimal(wide) : target == typeof(BigInteger) ? DecimalBits.Whole(wide) : null;
            if (value is decimal number && target == typeof(SqlDecimal)) return new SqlDecimal(number);
            if (value is decimal part && part != decimal.Truncate(part)) return null;
            if (value is float narrow && target == typeof(double)) return (double)narrow;
            if (value is not (sbyte or byte or short or ushort or int or uint or long or ulong or decimal or BigInteger)) return null;
            if (value is BigInteger big && target == typeof(decimal)) return (decimal)big;
            var whole = value is BigInteger exact ? exact : value is decimal digits ? new BigInteger(digits) : new BigInteger(Convert.ToDecimal(value, CultureInfo.InvariantCulture));
            return Type.GetTypeCode(target) switch
            {
                _ when target.IsEnum => null,
                TypeCode.SByte => (sbyte)whole,
                TypeCode.Byte => (byte)whole,
                TypeCode.Int16 => (short)whole,
                TypeCode.UInt16 => (ushort)whole,
                TypeCode.Int32 => (int)whole,
                TypeCode.UInt32 => (uint)whole,
                TypeCode.Int64 => (long)whole,
                TypeCode.UInt64 => (ulong)whole,
                TypeCode.Decimal => (decimal)whole,
                TypeCode.Single when BigInteger.Abs(whole) <= 1 << 24 => (float)whole,
                TypeCode.Double when BigInteger.Abs(whole) <= 1L << 53 => (double)whole,
                _ => target == typeof(BigInteger) ? whole : target == typeof(SqlDecimal) ? SqlDecimal.Parse(whole.ToString(CultureInfo.InvariantCulture)) : null,
            };
        }
        catch (OverflowException)
        {
            throw new InvalidCastException($"{value} does not fit into {target.Name}");
        }
    }

    static object? Simple(object value, Type target) => value switch
    {
        Date day when target == typeof(DateOnly) => day.ToDateOnly(),
        Date day when target == typeof(DateTime) => day.ToDateTime(),
        DateOnly day when target == typeof(Date) => new Date(day),
        DateTime { TimeOfDay.Ticks: 0 } day when target == typeof(Date) => new Date(day),
        DateTime { TimeOfDay.Ticks: 0 } day when target == typeof(DateOnly) => DateOnly.FromDateTime(day),
        Timestamp instant when target == typeof(DateTime) => instant.ToDateTime(),
        Timestamp instant when target == typeof(DateTimeOffset) => new DateTimeOffset(instant.ToDateTime()),
        DateTimeOffset instant when target == typeof(Timestamp) => new Timestamp(instant.UtcDateTime),
        DateTimeOffset instant when target == typeof(DateTime) => instant.UtcDateTime,
        DateTime instant when target == typeof(Timestamp) => new Timestamp(Instants.Utc(instant)),
        DateTime instant when target == typeof(DateTimeOffset) => new DateTimeOffset(Instants.Utc(instant)),
        TimeOnly time when target == typeof(TimeSpan) => time.ToTimeSpan(),
        TimeSpan time when target == typeof(TimeOnly) && time >= TimeSpan.Zero && time < TimeSpan.FromDays(1) => TimeOnly.FromTimeSpan(time),
        YearMonthInterval interval when target == typeof(int) => interval.Months,
        string text when target.IsEnum => Enum.TryParse(target, text, ignoreCase: true, out var named) ? named : throw new InvalidCastException($"'{text}' is no {target.Name}"),
        string { Length: 1 } text when target == typeof(char) => text[0],
        string text when target == typeof(Guid) => Guid.TryParse(text, out var id) ? id : throw new InvalidCastException($"'{text}' is no Guid"),
        Enum named when target == typeof(string) => named.ToString(),
        Guid id when target == typeof(string) => id.ToString(),
        char letter when target == typeof(string) => letter.ToString(),
        Variant variant => variant.ToObject() is { } inner && inner is not Variant ? To(inner, target) : null,
        _ when target == typeof(Variant) => Variant.Of(value),
        _ => null,
    };

    static object? Collection(object value, Type target)
    {
        if (value is IDictionary map && Collections.Entry(target) is var (keyType, valueType))
        {
            var result = (IDictionary)Activator.CreateInstance(target == typeof(Hashtable) ? target : typeof(Dictionary<,>).MakeGenericType(keyType, valueType))!;
            foreach (DictionaryEntry entry in map) result.Add(To(entry.Key, keyType)!, To(entry.Value, valueType));
            return target.IsInstanceOfType(result) ? result : null;
        }
        if (value is not IEnumerable sequence || value is string or byte[] || Collections.Element(target) is not { } elementType) return null;
        var elements = sequence.Cast<object?>().Select(element => To(element, elementType)).ToList();
        if (target == typeof(ArrayList)) return new ArrayList(elements);
        var array = Array.CreateInstance(elementType, elements.Count);
        for (var i = 0; i < elements.Count; i++) array.SetValue(elements[i], i);
        if (target.IsInstanceOfType(array)) return array;
        return target.GetConstructor([typeof(IEnumerable<>).MakeGenericType(elementType)])?.Invoke([array]);
    }

    static object? Struct(object value, Type target)
    {
        if (value is GenericRow generic) value = (Row)generic;
        if (value is not Row row) return null;
        if (target == typeof(GenericRow)) return new GenericRow(row.Values);
        if (!SparkTypes.IsStruct(target)) return null;
        var shape = Shape.Of(target);
        if (shape.Constructor is not { } constructor) return null;
        object? Get(ShapeMember member) => To(shape.IsTuple ? row.Get(shape.Members.ToList().IndexOf(member)) : row.Get(member.Name), member.Type);
        var parameters = constructor.GetParameters();
        var result = constructor.Invoke([.. parameters.Select(parameter => Get(shape.MemberOf(parameter)!))]);
        foreach (var member in shape.Members.Where(member => member.IsSettable && !parameters.Any(parameter => shape.MemberOf(parameter) == member)))
        {
            if (member.Member is PropertyInfo property) property.SetValue(result, Get(member));
            else ((FieldInfo)member.Member).SetValue(result, Get(member));
        }
        return result;
    }

    static InvalidCastException Not(object value, Type target) => new($"{(value is string ? $"'{value}'" : value)} is a {value.GetType().Name}, which does not become a {target.Name} without loss");
}
