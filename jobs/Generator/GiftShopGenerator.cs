using DistributedML.Learning;

namespace DistributedML.Jobs.Generator;

/// <summary>
/// Makes the data of a gift shop from a seed, in the schema of Online Retail: one CSV for each open day from 2010-12-01 to 2011-12-09. Customers have
/// tastes, items come and go, demand has weekly and yearly seasons, and there are cancellations, dirty lines and injected anomalies, whose truth is kept
/// beside the data. Same options, same bytes.
/// </summary>
public static class GiftShopGenerator
{
    /// <summary>Name of the folder of CSV files below the data folder.</summary>
    public const string ByDay = "by-day";

    /// <summary>Name of the truth file in the data folder.</summary>
    public const string Truth = "truth.json";

    /// <summary>
    /// Writes <paramref name="folder"/>/by-day/yyyy-MM-dd.csv and <paramref name="folder"/>/truth.json, whole or not at all: they are written beside it, then renamed. Does
    /// nothing when the folder already holds the data of these options; data of other options is replaced.
    /// </summary>
    /// <returns>The truth, which is also in the file.</returns>
    /// <exception cref="ArgumentException">An option is wrong.</exception>
    /// <exception cref="IOException">The folder holds something else, or cannot be written.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled; the folder is as before.</exception>
    public static GiftShopTruth Generate(GiftShopOptions options, string folder, IProgress<GiftShopProgress>? progress = null, CancellationToken cancel = default)
    {
        options.ThrowIfInvalid();
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var truthFile = Path.Combine(folder, Truth);
        if (File.Exists(truthFile))
        {
            var present = GiftShopTruth.Read(truthFile);
            if (present.Options == options) return present;
        }
        else if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new IOException($"{folder} holds something other than generated data; give an empty folder or a new one");

        var partial = folder + ".partial";
        if (Directory.Exists(partial)) Directory.Delete(partial, true);
        try
        {
            var truth = Write(options, partial, progress, cancel);
            if (Directory.Exists(folder)) Directory.Delete(folder, true);
            Directory.Move(partial, folder);
            return truth;
        }
        catch
        {
            if (Directory.Exists(partial)) Directory.Delete(partial, true);
            throw;
        }
    }

    static GiftShopTruth Write(GiftShopOptions options, string folder, IProgress<GiftShopProgress>? progress, CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.Combine(folder, ByDay));
        var shop = new Shop(options);
        var counts = new GiftShopCounts();
        var random = new Randomness(options.Seed, 6);
        var file = new DayFile(counts, random);
        var openDays = Enumerable.Range(0, ShopCalendar.Length).Where(ShopCalendar.IsOpen).ToArray();
        var repeated = new int[ShopCalendar.Length];
        for (var number = DirtyLines.Repeated(options); number > 0; number--) repeated[random.Pick(openDays)]++;
        foreach (var day in openDays)
        {
            cancel.ThrowIfCancellationRequested();
            var date = ShopCalendar.Day(day);
            file.Write(Path.Combine(folder, ByDay, $"{date:yyyy-MM-dd}.csv"), date, shop.Sell(day), repeated[day]);
            progress?.Report(new(date, counts.Files, openDays.Length, counts.Lines));
        }
        var truth = new GiftShopTruth { Options = options, Counts = counts, Anomalies = [.. shop.Plan.Select(Describe).OrderBy(anomaly => anomaly.From).ThenBy(anomaly => anomaly.Key, StringComparer.Ordinal)] };
        truth.Write(Path.Combine(folder, Truth));
        return truth;
    }

    static GiftShopAnomaly Describe(PlannedAnomaly anomaly)
    {
        var (from, to) = anomaly.Window
            ?? (ShopCalendar.Day(anomaly.Days.From).ToDateTime(default), ShopCalendar.Day(anomaly.Days.To + 1).ToDateTime(default).AddSeconds(-1));
        return new GiftShopAnomaly(anomaly.Kind, anomaly.Item.Code, from, to, anomaly.What, anomaly.Grade, anomaly.Invoices);
    }
}
