using System.Text.Json;
using System.Text.Json.Serialization;
using DistributedML.Learning.Anomalies;

namespace DistributedML.Jobs.Generator;

/// <summary>What the generator put into its data, kept beside it as truth.json for scoring.</summary>
public sealed record GiftShopTruth
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The options that made the data.</summary>
    public required GiftShopOptions Options { get; init; }

    /// <summary>Exact counts of the lines written.</summary>
    public required GiftShopCounts Counts { get; init; }

    /// <summary>The anomalies.</summary>
    public required IReadOnlyList<GiftShopAnomaly> Anomalies { get; init; }

    /// <summary>The anomalies as the evaluation takes them.</summary>
    [JsonIgnore]
    public IReadOnlyList<InjectedAnomaly> Injected => [.. Anomalies.Select(anomaly => new InjectedAnomaly(anomaly.Kind, anomaly.Key, anomaly.From, anomaly.To))];

    /// <summary>Reads truth.json.</summary>
    /// <exception cref="InvalidDataException">The file is not what <see cref="Write"/> wrote.</exception>
    public static GiftShopTruth Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<GiftShopTruth>(File.ReadAllBytes(path), Json) ?? throw new JsonException("null");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path} is not the truth of generated data: {error.Message}", error);
        }
    }

    internal void Write(string path) => File.WriteAllBytes(path, [.. JsonSerializer.SerializeToUtf8Bytes(this, Json), (byte)'\n']);
}

/// <summary>An injected anomaly.</summary>
/// <param name="Kind">What is anomalous.</param>
/// <param name="Key">The item.</param>
/// <param name="From">When it begins.</param>
/// <param name="To">When it ends, inclusive.</param>
/// <param name="What">What happened: order, cancellation, price, burst or silence.</param>
/// <param name="Grade">How large it is: the factor on an amount or on a day's events, or the events missing.</param>
/// <param name="Invoices">The invoices that carry it.</param>
public sealed record GiftShopAnomaly(AlertKind Kind, string Key, DateTime From, DateTime To, string What, string Grade, IReadOnlyList<string> Invoices);

/// <summary>Lines in the generated files. Each of the kinds below is counted by itself; a line can be of several.</summary>
public sealed record GiftShopCounts
{
    /// <summary>Files, one for each open day.</summary>
    public int Files { get; set; }

    /// <summary>All lines but the headers.</summary>
    public int Lines { get; set; }

    /// <summary>Invoice numbers.</summary>
    public int Invoices { get; set; }

    /// <summary>Lines of cancellation invoices.</summary>
    public int Cancelled { get; set; }

    /// <summary>Lines without a customer.</summary>
    public int WithoutCustomer { get; set; }

    /// <summary>Lines that repeat an earlier one exactly.</summary>
    public int Repeated { get; set; }

    /// <summary>Lines without a description, with price 0.</summary>
    public int WithoutDescription { get; set; }

    /// <summary>Lines with a negative price.</summary>
    public int NegativePrice { get; set; }

    /// <summary>Lines that cannot be read, by what is wrong with them: quantity, date, price, cut.</summary>
    public SortedDictionary<string, int> Unreadable { get; init; } = new(StringComparer.Ordinal);
}
