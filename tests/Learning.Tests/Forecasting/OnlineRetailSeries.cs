using System.Globalization;
using System.Text.RegularExpressions;
using DistributedML.Learning.Forecasting;

namespace DistributedML.Learning.Tests.Forecasting;

/// <summary>
/// The forecasting protocol on Online Retail: daily units of the 200 best-selling items and daily turnover, 2010-12-01 to 2011-12-08, from lines
/// with quantity and price above 0 and a code of five digits and letters; days without sale are 0.
/// </summary>
static partial class OnlineRetailSeries
{
    const int Days = 373;
    static readonly DateOnly FirstDay = new(2010, 12, 1);
    static readonly Lazy<DailyTable?> Loaded = new(Load);

    /// <summary>The table; skips the test when the folder is not given.</summary>
    public static DailyTable Table
    {
        get
        {
            Assert.SkipWhen(Loaded.Value is null, "DML_ONLINE_RETAIL does not name the folder of Online Retail's CSV files");
            return Loaded.Value;
        }
    }

    static DailyTable? Load()
    {
        if (Environment.GetEnvironmentVariable("DML_ONLINE_RETAIL") is not { Length: > 0 } folder) return null;
        var units = new Dictionary<string, double[]>();
        var turnover = new double[Days];
        foreach (var file in Directory.GetFiles(folder, "*.csv").Order(StringComparer.Ordinal))
            foreach (var line in File.ReadLines(file).Skip(1))
            {
                var cells = Cells(line);
                var quantity = int.Parse(cells[3], CultureInfo.InvariantCulture);
                var price = double.Parse(cells[5], CultureInfo.InvariantCulture);
                var day = DateOnly.Parse(cells[4][..10], CultureInfo.InvariantCulture).DayNumber - FirstDay.DayNumber;
                if (quantity <= 0 || price <= 0 || day >= Days || !Code().IsMatch(cells[1])) continue;
                if (!units.TryGetValue(cells[1], out var values)) units[cells[1]] = values = new double[Days];
                values[day] += quantity;
                turnover[day] += quantity * price;
            }
        var best = units.OrderByDescending(item => item.Value.Sum()).ThenBy(item => item.Key, StringComparer.Ordinal).Take(200);
        return new(FirstDay, Days, [.. best.Select(item => new KeyedSeries(item.Key, item.Value))], turnover);
    }

    [GeneratedRegex("^[0-9]{5}[A-Za-z]*$")]
    private static partial Regex Code();

    static List<string> Cells(string line)
    {
        var cells = new List<string>();
        var cell = new System.Text.StringBuilder();
        var quoted = false;
        foreach (var character in line)
        {
            if (character == '"') quoted = !quoted;
            else if (character == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else cell.Append(character);
        }
        cells.Add(cell.ToString());
        return cells;
    }
}
