using System.Globalization;

namespace DistributedML.Models.Reports;

/// <summary>Numbers as a page shows them, the same in every culture.</summary>
static class Numbers
{
    const double LargestInFull = 1e9;
    const double SmallestInFull = 1e-4;
    const double SmallestGrouped = 1e4;   // years stay 2026

    static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>A whole number below 10⁹ in full, because it counts something; any other number with 4 significant digits.</summary>
    public static string Value(double value)
    {
        if (!double.IsFinite(value)) return NotFinite(value);
        var shown = IsWhole(value) ? value + 0.0 : double.Parse(value.ToString("E3", Culture), Culture);   // + 0.0 takes the sign from -0
        return Math.Abs(shown) switch
        {
            0 => "0",
            < SmallestInFull or >= LargestInFull => value.ToString("0.###e0", Culture),   // the largest number, rounded, is infinite
            >= SmallestGrouped => shown.ToString("#,0", Culture),
            _ => shown.ToString("0.#######", Culture),
        };
    }

    /// <summary>A number of rows, in full.</summary>
    public static string Count(long count) => count.ToString("#,0", Culture);

    /// <summary>A number of rows that may be weighted.</summary>
    public static string Weight(double weight) => IsWhole(weight) ? Count((long)weight) : Value(weight);

    /// <summary>A share as a percentage with one decimal, or with 4 significant digits where that would be zero.</summary>
    public static string Percent(double share)
    {
        var percent = 100 * share;
        var rounded = Math.Round(percent, 1);
        return Value(rounded == 0 || !double.IsFinite(rounded) ? percent : rounded) + "%";
    }

    /// <summary>A number on an axis: with as many digits as tell it from its neighbours.</summary>
    public static string Tick(double value) => Math.Abs(value) switch
    {
        0 => "0",
        < SmallestInFull or >= LargestInFull => value.ToString("0.#####e0", Culture),
        >= SmallestGrouped => value.ToString("#,0.####", Culture),
        _ => value.ToString("0.########", Culture),
    };

    /// <summary>A number for the page's style sheet or SVG.</summary>
    public static string Style(double value) => value.ToString("0.####", Culture);

    static bool IsWhole(double value) => value == Math.Round(value) && Math.Abs(value) < LargestInFull;

    static string NotFinite(double value) => double.IsNaN(value) ? "–" : value > 0 ? "∞" : "-∞";
}
