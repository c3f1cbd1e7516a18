using System.Globalization;
using System.Security.Cryptography;
using DistributedML.Compute;
using DistributedML.Jobs.Generator;
using DistributedML.Learning;
using DistributedML.Learning.Anomalies;

namespace DistributedML.Jobs.Tests.Generator;

public sealed class GiftShopGeneratorTests : IDisposable
{
    static readonly GiftShopOptions Small = new() { Lines = 20_000 };
    readonly string _root = Directory.CreateTempSubdirectory("gift-shop-").FullName;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_root, true);

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        GiftShopGenerator.Generate(Small, Folder("a"), null, Cancel);
        GiftShopGenerator.Generate(Small, Folder("b"), null, Cancel);
        GiftShopGenerator.Generate(Small with { Seed = 8 }, Folder("c"), null, Cancel);
        Assert.Equal(Hashes("a"), Hashes("b"));
        Assert.Empty(Hashes("a").Intersect(Hashes("c")));
    }

    [Fact]
    public void The_truth_counts_what_is_in_the_files()
    {
        var truth = GiftShopGenerator.Generate(Small, Folder("a"), null, Cancel);
        var counts = truth.Counts;
        var files = Directory.GetFiles(Path.Combine(Folder("a"), GiftShopGenerator.ByDay)).Order(StringComparer.Ordinal).ToArray();
        var lines = files.SelectMany(file => File.ReadLines(file).Skip(1)).ToList();
        var rows = lines.ConvertAll(Fields);
        var whole = rows.Where(row => row.Count == 8).ToList();
        Assert.Equal(files.Length, counts.Files);
        Assert.Equal(lines.Count, counts.Lines);
        Assert.InRange(lines.Count, 19_000, 21_000);
        Assert.Equal(rows.Select(row => row[0]).Distinct().Count(), counts.Invoices);
        Assert.Equal(rows.Count(row => row[0][0] == 'C'), counts.Cancelled);
        Assert.Equal(rows.Count(row => row.Count < 8 || row[6] == ""), counts.WithoutCustomer);
        Assert.Equal(rows.Count(row => row[2] == ""), counts.WithoutDescription);
        Assert.Equal(lines.Count - lines.Distinct().Count(), counts.Repeated);
        Assert.Equal(Small.Lines / 100, counts.Repeated);
        Assert.Equal(whole.Count(row => row[5][0] == '-'), counts.NegativePrice);
        Assert.Equal(rows.Count - whole.Count, counts.Unreadable["cut"]);
        Assert.Equal(whole.Count(row => !int.TryParse(row[3], CultureInfo.InvariantCulture, out _)), counts.Unreadable["quantity"]);
        Assert.Equal(whole.Count(row => !DateTime.TryParse(row[4], CultureInfo.InvariantCulture, out _)), counts.Unreadable["date"]);
        Assert.Equal(whole.Count(row => !double.TryParse(row[5], CultureInfo.InvariantCulture, out _)), counts.Unreadable["price"]);
        Assert.All(files, file => Assert.NotEqual(DayOfWeek.Saturday, DateOnly.Parse(Path.GetFileNameWithoutExtension(file), CultureInfo.InvariantCulture).DayOfWeek));
        Assert.Equal(truth.Anomalies.Count, GiftShopTruth.Read(Path.Combine(Folder("a"), GiftShopGenerator.Truth)).Anomalies.Count);
    }

    [Fact]
    public void Every_anomaly_is_in_the_files()
    {
        var truth = GiftShopGenerator.Generate(Small with { Lines = 30_000 }, Folder("a"), null, Cancel);
        var rows = Sales("a").ToLookup(sale => sale.Item);
        Assert.Equal([AlertKind.Amount, AlertKind.Burst, AlertKind.Silence], truth.Anomalies.Select(anomaly => anomaly.Kind).Distinct().Order());
        foreach (var anomaly in truth.Anomalies)
        {
            var within = rows[anomaly.Key].Where(sale => sale.Time >= anomaly.From && sale.Time <= anomaly.To).ToList();
            if (anomaly.Kind == AlertKind.Silence)
            {
                Assert.Empty(within);
                Assert.Contains(rows[anomaly.Key], sale => sale.Time < anomaly.From);
                continue;
            }
            var carrying = within.Where(sale => anomaly.Invoices.Contains(sale.Invoice)).ToList();
            Assert.Equal(anomaly.Invoices.Order(), carrying.Select(sale => sale.Invoice).Distinct().Order());
            if (anomaly.Kind == AlertKind.Amount) Assert.All(carrying, sale => AssertWrong(anomaly, sale, [.. rows[anomaly.Key].Except(carrying)]));
        }
    }

    static void AssertWrong(GiftShopAnomaly anomaly, Sale sale, Sale[] others)
    {
        Assert.Equal(anomaly.What == "cancellation", sale.Invoice[0] == 'C' && sale.Quantity < 0);
        if (anomaly.Grade == "0.001") Assert.Equal(0.001, sale.Price);
        else if (anomaly.Grade == "code") Assert.Equal(anomaly.Key[..5], Math.Abs(sale.Quantity).ToString(CultureInfo.InvariantCulture));
        else
        {
            var factor = double.Parse(anomaly.Grade[1..], CultureInfo.InvariantCulture);
            var usual = others.Select(other => anomaly.What == "price" ? other.Price : Math.Abs(other.Quantity)).Order().ElementAt(others.Length / 2);
            Assert.InRange(anomaly.What == "price" ? sale.Price : Math.Abs(sale.Quantity), factor / 8 * usual, double.MaxValue);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void The_smallest_shop_can_be_made_from_any_seed(int seed) =>
        Assert.InRange(GiftShopGenerator.Generate(new() { Lines = 10_000, Seed = seed }, Folder("a"), null, Cancel).Counts.Lines, 9_000, 11_000);

    [Fact]
    public void A_second_run_does_nothing_and_other_options_replace_the_data()
    {
        GiftShopGenerator.Generate(Small, Folder("a"), null, Cancel);
        var written = Directory.GetLastWriteTimeUtc(Path.Combine(Folder("a"), GiftShopGenerator.ByDay));
        var reported = 0;
        GiftShopGenerator.Generate(Small, Folder("a"), new Reports(_ => reported++), Cancel);
        Assert.Equal((0, written), (reported, Directory.GetLastWriteTimeUtc(Path.Combine(Folder("a"), GiftShopGenerator.ByDay))));
        var other = GiftShopGenerator.Generate(Small with { Seed = 8 }, Folder("a"), new Reports(_ => reported++), Cancel);
        Assert.Equal(other.Counts.Files, reported);
        Assert.Equal(8, GiftShopTruth.Read(Path.Combine(Folder("a"), GiftShopGenerator.Truth)).Options.Seed);
    }

    [Fact]
    public void A_cancelled_run_leaves_nothing()
    {
        Assert.Throws<OperationCanceledException>(() => CancelledAfterTwentyDays(Small));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_root));
    }

    [Fact]
    public void A_cancelled_replacement_leaves_the_data_as_before()
    {
        GiftShopGenerator.Generate(Small, Folder("a"), null, Cancel);
        var before = Hashes("a");
        Assert.Throws<OperationCanceledException>(() => CancelledAfterTwentyDays(Small with { Seed = 8 }));
        Assert.Equal(before, Hashes("a"));
        Assert.Equal([Folder("a")], Directory.EnumerateFileSystemEntries(_root));
    }

    void CancelledAfterTwentyDays(GiftShopOptions options)
    {
        using var source = new CancellationTokenSource();
        GiftShopGenerator.Generate(options, Folder("a"), new Reports(progress => { if (progress.DaysDone == 20) source.Cancel(); }), source.Token);
    }

    [Fact]
    public void What_a_killed_run_left_is_cleared_away()
    {
        Directory.CreateDirectory(Path.Combine(_root, "a.partial", "by-day"));
        File.WriteAllText(Path.Combine(_root, "a.partial", "by-day", "2010-12-01.csv"), "half");
        GiftShopGenerator.Generate(Small, Folder("a"), null, Cancel);
        Assert.Equal([Folder("a")], Directory.EnumerateFileSystemEntries(_root));
    }

    [Fact]
    public void A_folder_with_something_else_is_left_alone()
    {
        Directory.CreateDirectory(Folder("a"));
        File.WriteAllText(Path.Combine(Folder("a"), "letter.txt"), "dear");
        Assert.Contains("something other", Assert.Throws<IOException>(() => GiftShopGenerator.Generate(Small, Folder("a"), null, Cancel)).Message);
        Assert.Equal("dear", File.ReadAllText(Path.Combine(Folder("a"), "letter.txt")));
    }

    [Fact]
    public void Too_few_lines_are_refused() =>
        Assert.Contains("Lines is 5; expected at least 10000", Assert.Throws<OptionsException>(() => GiftShopGenerator.Generate(new() { Lines = 5 }, Folder("a"), null, Cancel)).Message);

    [Fact]
    public void The_detector_finds_most_of_the_anomalies_and_little_else()
    {
        var truth = GiftShopGenerator.Generate(Small with { Lines = 100_000 }, Folder("a"), null, Cancel);
        var rows = Rows("a");
        var trained = new DetectorTrainer(new()).Train(rows.Before(new DateTime(2011, 9, 9)), new DistributedML.Learning.Training(Solo.Instance, Cancel: Cancel));
        var alerts = new List<KeyedAlert>();
        new TrainedDetector(trained.Model).Continue(rows, alerts, Cancel);
        var evaluation = AnomalyEvaluation.Evaluate(truth.Injected, alerts, rows, TimeSpan.FromDays(2));
        Assert.InRange(evaluation.Precision, 0.8, 1);
        Assert.InRange(evaluation.Recall, 0.75, 1);
    }

    string Folder(string name) => Path.Combine(_root, name);

    List<string> Hashes(string name) => [.. Directory.GetFiles(Folder(name), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Select(file => $"{Path.GetFileName(file)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}")];

    DetectorRows Rows(string name)
    {
        var keys = new Dictionary<string, int>();
        var sales = Sales(name).Where(sale => sale.Price >= 0).OrderBy(sale => sale.Time).ToList();
        foreach (var sale in sales) keys.TryAdd(sale.Item, keys.Count);
        return new DetectorRows([.. keys.Keys], [.. sales.Select(sale => keys[sale.Item])], [.. sales.Select(sale => sale.Time)], [.. sales.Select(sale => sale.Quantity * sale.Price)]);
    }

    /// <summary>The lines that can be read.</summary>
    IEnumerable<Sale> Sales(string name)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Folder(name), GiftShopGenerator.ByDay)).Order(StringComparer.Ordinal))
        {
            foreach (var row in File.ReadLines(file).Skip(1).Select(Fields))
            {
                if (row.Count == 8 && int.TryParse(row[3], out var quantity) && DateTime.TryParse(row[4], CultureInfo.InvariantCulture, out var time)
                    && double.TryParse(row[5], CultureInfo.InvariantCulture, out var price)) yield return new Sale(row[0], row[1], quantity, time, price);
            }
        }
    }

    static List<string> Fields(string line)
    {
        var fields = new List<string> { "" };
        var quoted = false;
        foreach (var character in line)
        {
            if (character == '"') quoted = !quoted;
            else if (character == ',' && !quoted) fields.Add("");
            else fields[^1] += character;
        }
        return fields;
    }

    sealed record Sale(string Invoice, string Item, int Quantity, DateTime Time, double Price);

    sealed class Reports(Action<GiftShopProgress> report) : IProgress<GiftShopProgress>
    {
        public void Report(GiftShopProgress value) => report(value);
    }
}
