using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace DistributedML.Learning;

/// <summary>
/// The bounds of options as their properties state them: <see cref="RangeAttribute"/> on numbers, <see cref="AllowedValuesAttribute"/>,
/// <see cref="LengthAttribute"/> on lists, whose other bounds hold for each element. Checks, JSON schemas and the tables in the docs all read
/// them here.
/// </summary>
public static class OptionBounds
{
    /// <summary>
    /// Every value outside of its bounds, every number that is not finite unless its bound is infinite, every undefined enum, and every list
    /// that has bounds or enums but is null. A member whose type says that it may be null may be.
    /// </summary>
    public static IEnumerable<OptionError> Check(object options)
    {
        var nullability = new NullabilityInfoContext();
        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetIndexParameters().Length > 0) continue;
            var value = property.GetValue(options);
            if (value is null && nullability.Create(property).ReadState == NullabilityState.Nullable) continue;
            if (value is IOptions nested)
            {
                foreach (var error in nested.Check()) yield return error with { Name = $"{property.Name}.{error.Name}" };
            }
            else if (!Holds(property, value)) yield return new(property.Name, value is IList list ? Text(list) : value, Expected(property));
        }
    }

    /// <summary>What a property allows, for people: "1 to 1024", "one of 1, 2, 4", "1 to 20 values, each above 0"; empty for anything.</summary>
    public static string Expected(PropertyInfo property)
    {
        var type = ElementOf(property.PropertyType);
        var each = property.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed ? $"one of {string.Join(", ", allowed.Values)}"
            : property.GetCustomAttribute<RangeAttribute>() is { } range ? Expected(range)
            : (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } names ? $"one of {string.Join(", ", Enum.GetNames(names))}" : "";
        if (type == property.PropertyType) return each;
        var length = property.GetCustomAttribute<LengthAttribute>();
        var count = length is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{length.MinimumLength} to {length.MaximumLength} values");
        return string.Join(", ", new[] { count, each.Length > 0 ? $"each {each}" : "" }.Where(part => part.Length > 0));
    }

    /// <summary>A list as errors show it: "[1, 2]".</summary>
    public static string Text(IEnumerable values) =>
        $"[{string.Join(", ", values.Cast<object>().Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)))}]";

    /// <summary>The least number that a range allows or, where that is excluded, the bound; null when there is none.</summary>
    public static double? Low(RangeAttribute range) => IsBound(range.Minimum) ? Bound(range.Minimum) : null;

    /// <summary>The largest number that a range allows or, where that is excluded, the bound; null when there is none.</summary>
    public static double? High(RangeAttribute range) => IsBound(range.Maximum) ? Bound(range.Maximum) : null;

    /// <summary>What a range allows, for people: "1 to 1024", "above 0", "at least 1".</summary>
    public static string Expected(RangeAttribute range)
    {
        var above = string.Create(CultureInfo.InvariantCulture, $"{(range.MinimumIsExclusive ? "above" : "at least")} {range.Minimum}");
        var below = string.Create(CultureInfo.InvariantCulture, $"{(range.MaximumIsExclusive ? "below" : "at most")} {range.Maximum}");
        return (Low(range) is not null, High(range) is not null) switch
        {
            (true, true) when !range.MinimumIsExclusive && !range.MaximumIsExclusive =>
                string.Create(CultureInfo.InvariantCulture, $"{range.Minimum} to {range.Maximum}"),
            (true, true) => $"{above} and {below}",
            (true, false) => above,
            (false, true) => below,
            _ => "a finite number",
        };
    }

    static bool Holds(PropertyInfo property, object? value)
    {
        var range = property.GetCustomAttribute<RangeAttribute>();
        var allowed = property.GetCustomAttribute<AllowedValuesAttribute>();
        if (ElementOf(property.PropertyType) == property.PropertyType) return value is null || HoldsOne(value);
        if (value is not IList list) return Expected(property).Length == 0;
        return property.GetCustomAttribute<LengthAttribute>()?.IsValid(list) != false && list.Cast<object>().All(HoldsOne);

        bool HoldsOne(object one) => (one is not Enum name || Enum.IsDefined(name.GetType(), name))
            && (allowed is null || allowed.IsValid(one))
            && (range is null || one is not IConvertible number || Holds(range, number));
    }

    static Type ElementOf(Type type) => type.IsArray ? type.GetElementType()!
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : type;

    static bool Holds(RangeAttribute range, IConvertible value)
    {
        var number = value.ToDouble(CultureInfo.InvariantCulture);
        var (low, high) = (Bound(range.Minimum), Bound(range.Maximum));
        if (!double.IsFinite(number)) return number == high || number == low;   // NaN equals neither
        return (range.MinimumIsExclusive ? number > low : number >= low) && (range.MaximumIsExclusive ? number < high : number <= high);
    }

    static double Bound(object bound) => Convert.ToDouble(bound, CultureInfo.InvariantCulture);

    static bool IsBound(object bound) =>
        double.IsFinite(Bound(bound)) && bound is not (int.MaxValue or int.MinValue or double.MaxValue or double.MinValue);
}
