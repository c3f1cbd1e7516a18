using System.Globalization;
using System.Text;
using System.Text.Json;
using DistributedML.Grains.Api;
using DistributedML.Grains.Runtime;
using DistributedML.Grains.Silo;
using DistributedML.Learning.Recommendation;
using DistributedML.Models;
using DistributedML.Models.Streams;
using DistributedML.Pipelines;

namespace DistributedML.Tests.Grains.Api;

/// <summary>The page in a real browser over a real silo: events go through Kafka's mock into shards, and what they learned is seen.</summary>
public sealed class SiloPageTests(Browser browser) : IClassFixture<Browser>
{
    const int Days = 60;
    const int LinesADay = 40;
    const string Pipeline = """
        name: shop
        source: { files: "*.csv", format: csv, columns: { id: string, invoice: string, item: string, quantity: integer, time: timestamp, price: double, customer: string, amount: double } }
        table:
          name: lines
          id: id
          time: time
          columns: { id: string, invoice: string, item: string, quantity: integer, time: timestamp, price: double, customer: string, amount: double }
        streams:
          customers: { topic: shop.customers, key: customer, partitions: 2 }
          items: { topic: shop.items, key: item, partitions: 2 }
        models:
          recommender: { kind: recommender, stream: customers, user: customer, item: item, basket: invoice }
          forecaster: { kind: forecaster, stream: items, series: item, value: quantity }
          anomalies: { kind: anomaly-detector, stream: items, key: item, amount: quantity }
        """;

    [Fact]
    public async Task Events_sent_move_the_counters_raise_an_alert_and_change_what_is_answered()
    {
        var cancel = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("dml-page-");
        try
        {
            await using var silo = await DmlSilo.StartAsync(new SiloOptions
            {
                Pipeline = PipelineFile.Parse(Pipeline, "shop.yaml", ModelKinds.Standard.All),
                WorkFolder = folder.FullName,
                KafkaHome = null,
                Models = new OneRecommender(),
                Api = new ApiOptions { Url = "http://127.0.0.1:0", Token = null },
            }, cancel);
            await using var window = await browser.Open(silo.Address);
            await window.Expect("#total-events").ToHaveTextAsync("0");
            await window.Expect("#anomalies-list .empty").ToBeVisibleAsync();

            await Task.WhenAll(Enumerable.Range(0, Days * LinesADay).Select(line => silo.Deployments.Send(Event(line), cancel)));
            await window.Expect("#total-events").ToHaveTextAsync((2 * Days * LinesADay).ToString("N0", CultureInfo.InvariantCulture));
            await window.Expect("#total-lag").ToHaveTextAsync("0");
            await window.Expect("#total-dead").ToHaveTextAsync("0");
            await window.Expect("#shard-rows tr").ToHaveCountAsync(6);

            await window["#recommender-key"].FillAsync("c3");
            await window["#recommender-key"].PressAsync("Enter");
            await window.Expect("#recommender-result .reading").ToContainTextAsync("From the history of this customer");
            await window.Expect("#recommender-result .items li").Not.ToHaveCountAsync(0);
            await window["#forecaster-key"].FillAsync("i2");
            await window["#forecaster-key"].PressAsync("Enter");
            await window.Expect("#forecaster-plot").ToHaveAttributeAsync("aria-label", "Forecast of i2");
            await window.Until("document.querySelector('#forecaster-plot path.interval')?.getBBox().width > 50");
            await window.Until("document.querySelector('#forecaster-plot path.history')?.getTotalLength() > 200");

            using var http = new HttpClient { BaseAddress = silo.Address };
            using var odd = new StringContent(Encoding.UTF8.GetString(Event(Days * LinesADay, "i2", 50_000)), Encoding.UTF8, "application/json");
            using var stored = await http.PostAsync("/api/events", odd, cancel);
            Assert.Equal(System.Net.HttpStatusCode.Accepted, stored.StatusCode);
            await window.Expect("#anomalies-list .output.new .key >> nth=0").ToHaveTextAsync("i2");
            await window.Expect("#anomalies-list .output.new .evidence >> nth=0").ToContainTextAsync("50");
            window.IsClean();

            using var ready = await http.GetAsync("/health/ready", cancel);
            Assert.Equal(System.Net.HttpStatusCode.OK, ready.StatusCode);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static DateTime TimeOf(int line) => new DateTime(2011, 9, 1, 8, 0, 0).AddDays(line / LinesADay).AddMinutes(line % LinesADay * 10);

    static string ItemOf(int line) => $"i{line * 7 % 12}";

    static string CustomerOf(int line) => $"c{line * 5 % 17}";

    static byte[] Event(int line, string? item = null, int? quantity = null)
    {
        var units = quantity ?? 1 + line * 31 % 11;
        return JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["id"] = $"e{line}",
            ["invoice"] = $"n{line / 4}",
            ["item"] = item ?? ItemOf(line),
            ["quantity"] = units,
            ["time"] = TimeOf(line).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
            ["price"] = 2.5,
            ["customer"] = CustomerOf(line),
            ["amount"] = 2.5 * units,
        });
    }

    /// <summary>A recommender of 30 customers who buy among 40 items; the other models start without history.</summary>
    sealed class OneRecommender : IModelSource
    {
        public int ChampionVersion(string model) => model == "recommender" ? 1 : 0;

        public TrainedVersion Read(ModelDefinition model, int version)
        {
            var purchases = new PurchasesBuilder();
            for (var line = 0; line < 1_200; line++)
                purchases.Add($"c{line % 30}", $"i{(line * 11 + line % 30 * line) % 40}", $"b{line / 3}", new DateOnly(2011, 6, 1).AddDays(line / 20));
            return new(version, new RecommenderTrainer(new RecommenderOptions()).Train(purchases.Build(), threads: 1));
        }
    }
}
