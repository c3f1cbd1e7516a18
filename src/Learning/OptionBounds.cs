using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace DistributedML.Learning;

/// <summary>
/// The bounds of options as their properties state them: <see cref="RangeAttribute"/> on numbers. Checks, JSON schemas and the tables in the docs
/// all read them here.
/// </summary>
public static class OptionBounds
{
    /// <summary>Every value outside of its bounds, every number that is not finite unless its bound is infinite, and every undefined enum.</summary>
    public static IEnumerable<OptionError> Check(object options)
    {
        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetIndexParameters().Length > 0) continue;
            var value = property.GetValue(options);
            switch (value)
            {
                case IOptions nested:
                    foreach (var error in nested.Check()) yield return error with { Name = $"{property.Name}.{error.Name}" };
                    break;
                case Enum one when !Enum.IsDefined(one.GetType(), one):
                    yield return new(property.Name, value, $"one of {string.Join(", ", Enum.GetNames(one.GetType()))}");
                    break;
                case IConvertible number when property.GetCustomAttribute<RangeAttribute>() is { } range && !Holds(range, number):
                    yield return new(property.Name, value, Expected(range));
                    break;
            }
        }
    }

    /// <summary>What a range allows, for people: "1 to 1024", "above 0", "at least 1".</summary>
    public static string Expected(RangeAttribute range)
    {
        var (low, high) = (Bound(range.Minimum), Bound(range.Maximum));
        var (hasLow, hasHigh) = (IsBound(low, range.Minimum), IsBound(high, range.Maximum));
        var above = string.Create(CultureInfo.InvariantCulture, $"{(range.MinimumIsExclusive ? "above" : "at least")} {range.Minimum}");
        var below = string.Create(CultureInfo.InvariantCulture, $"{(range.MaximumIsExclusive ? "below" : "at most")} {range.Maximum}");
        return (hasLow, hasHigh) switch
        {
            (true, true) when !range.MinimumIsExclusive && !range.MaximumIsExclusive =>
                string.Create(CultureInfo.InvariantCulture, $"{range.Minimum} to {range.Maximum}"),
            (true, true) => $"{above} and {below}",
            (true, false) => above,
            (false, true) => below,
            _ => "a finite number",
        };
    }

    static bool Holds(RangeAttribute range, IConvertible value)
    {
        var number = value.ToDouble(CultureInfo.InvariantCulture);
        var (low, high) = (Bound(range.Minimum), Bound(range.Maximum));
        if (!double.IsFinite(number)) return number == high || number == low;   // NaN equals neither
        return (range.MinimumIsExclusive ? number > low : number >= low) && (range.MaximumIsExclusive ? number < high : number <= high);
    }

    static double Bound(object bound) => Convert.ToDouble(bound, CultureInfo.InvariantCulture);

    static bool IsBound(double value, object bound) =>
        double.IsFinite(value) && bound is not (int.MaxValue or int.MinValue or double.MaxValue or double.MinValue);
}
