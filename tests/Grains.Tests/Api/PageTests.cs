using DistributedML.Models.AnomalyDetectors;
using Microsoft.Playwright;

namespace DistributedML.Tests.Grains.Api;

/// <summary>The page in a real browser, over deployments that the test writes.</summary>
public sealed class PageTests(Browser browser) : IClassFixture<Browser>
{
    const string Hostile = "<img src=x onerror=alert(1)>/%2F";

    static AlertAnswer Alert(string id, string key) => new(id, "e", key, new DateTime(2011, 9, 9, 10, 0, 0), "burst", 900, 4, 12, 1e-9,
        $"900 of {key} where 4 are usual", new DateTime(2011, 9, 9, 10, 0, 0), null, 900);

    [Fact]
    public async Task Counters_move_and_alerts_appear_newest_first_and_marked_as_new()
    {
        await using var host = await ApiHost.Start();
        var events = 1_000;
        List<AlertAnswer> alerts = [Alert("a1", "20726")];
        host.Deployments.OnAlerts = _ => alerts;
        host.Deployments.OnStatus = name => [ScriptedDeployments.Shard(name, 0) with { Events = Interlocked.Add(ref events, 500) }];
        await using var window = await browser.Open(host.Http.BaseAddress!);

        await window.Expect("#connection-text").ToHaveTextAsync("Live");
        await window.Expect("#anomalies-list .output").ToHaveCountAsync(1);
        await window.Expect("#anomalies-list .new").ToHaveCountAsync(0);
        var before = await window["#total-events"].TextContentAsync();
        await window.Until($"document.querySelector('#total-events').textContent !== '{before}'");
        await window.Expect("#shard-rows tr").ToHaveCountAsync(4);
        await window.Until("document.querySelectorAll('#rate-plot path.stroke').length === 2");

        alerts = [Alert("a2", Hostile), alerts[0]];
        await window.Expect("#anomalies-list .new .key").ToHaveTextAsync(Hostile);
        await window.Expect("#anomalies-list .output:first-child .evidence").ToHaveTextAsync($"900 of {Hostile} where 4 are usual");
        await window.Expect("#anomalies-panel img").ToHaveCountAsync(0);
        window.IsClean();
    }

    [Fact]
    public async Task A_customer_picked_shows_items_and_an_item_picked_shows_its_plot()
    {
        await using var host = await ApiHost.Start();
        host.Deployments.OnAlerts = _ => [Alert("a1", Hostile)];
        await using var window = await browser.Open(host.Http.BaseAddress!);

        await window.Expect("#recommender-result .items li").ToHaveCountAsync(10);
        await window["#recommender-key"].FillAsync(Hostile);
        await window["#recommender-key"].PressAsync("Enter");
        await window.Expect("#recommender-result .items li:first-child .item").ToHaveTextAsync("item0");
        await window["#forecaster-samples button:nth-of-type(2)"].ClickAsync();
        await window.Expect("#forecaster-key").ToHaveValueAsync("items-1");
        await window.Expect("#forecaster-plot").ToHaveAttributeAsync("aria-label", "Forecast of items-1");
        await window.Until("document.querySelector('#forecaster-plot path.interval')?.getBBox().width > 100");
        await window.Until("document.querySelector('#forecaster-plot path.mean')?.getTotalLength() > 100");

        await window["#forecaster-plot"].FocusAsync();
        await window["#forecaster-plot"].PressAsync("ArrowRight");
        await window.Expect("#forecaster-reading").ToHaveTextAsync("Sat, 10 Dec 2011 forecast 2, 80 % between 1 and 3");
        await window["#anomalies-list .key"].ClickAsync();
        await window.Expect("#forecaster-plot").ToHaveAttributeAsync("aria-label", $"Forecast of {Hostile}");
        window.IsClean();
    }

    [Fact]
    public async Task Each_model_says_its_version_how_good_it_is_and_why_it_serves()
    {
        await using var host = await ApiHost.Start();
        host.Deployments.OnQuality = model => model switch
        {
            "forecaster" => new(3, new DateTime(2011, 9, 9), "itemsMase", 1.1472, "× the naive error", 1.589, "MASE of 200 series 1.147",
                $"better than {Hostile}"),
            "anomalies" => new(1, null, "f1", null, "(1 is best)", null, null, null),
            _ => null,
        };
        await using var window = await browser.Open(host.Http.BaseAddress!);
        await window.Expect("#model-rows tr >> nth=0").ToHaveTextAsync("recommenderrecommenderNo version serves yet. It is trained with dml train.");
        await window.Expect("#model-rows tr >> nth=1").ToHaveTextAsync("forecasterforecasterv39 Sept 2011, 00:00itemsMase1.15 × the naive error1.59 × the naive error");
        await window.Expect("#model-rows tr >> nth=2").ToHaveTextAsync($"MASE of 200 series 1.147Promotion: better than {Hostile}");
        await window.Expect("#model-rows tr >> nth=3").ToHaveTextAsync("anomaliesanomaly-detectorv1not knownf1not scorednone");
        await window.Expect("#forecaster-title").ToHaveTextAsync("Forecast: forecaster");
        await window.Expect("#forecaster-result .legend li >> nth=0").ToHaveTextAsync("observed quantity");
        window.IsClean();
    }

    [Fact]
    public async Task An_incident_that_is_over_stands_in_the_place_of_its_begin()
    {
        await using var host = await ApiHost.Start();
        var ended = Alert("a1", "20726") with { Events = 3, End = new DateTime(2011, 9, 9, 11, 0, 0), Evidence = "3 events in bursts" };
        List<AlertAnswer> alerts = [Alert("a1", "20726"), Alert("a2", "other")];
        host.Deployments.OnAlerts = _ => alerts;
        await using var window = await browser.Open(host.Http.BaseAddress!);
        await window.Expect("#anomalies-list .output").ToHaveCountAsync(2);
        alerts = [.. alerts, ended];
        await window.Expect("#anomalies-list .evidence >> text=3 events in bursts").ToBeVisibleAsync();
        await window.Expect("#anomalies-list .output").ToHaveCountAsync(2);
        await window.Expect("#anomalies-list .output.new .figures").ToContainTextAsync("over since 9 Sept 2011, 11:00");
        window.IsClean();
    }

    [Fact]
    public async Task What_is_not_there_is_said()
    {
        await using var host = await ApiHost.Start();
        host.Deployments.OnForecast = (_, _, _) => null;
        await using var window = await browser.Open(host.Http.BaseAddress!);
        await window.Expect("#anomalies-list .empty").ToContainTextAsync("No anomaly yet");
        await window.Expect("#forecaster-result .empty").ToContainTextAsync("No series is called 'items-0'");
        await using var bare = await ApiHost.Start(withModels: false);
        await using var other = await browser.Open(bare.Http.BaseAddress!);
        await other.Expect("#pipeline").ToHaveTextAsync("online-retail");
        await other.Expect(".panel").ToHaveCountAsync(0);
        await other.Expect("#models").ToBeHiddenAsync();
        host.Deployments.OnStatus = name => [ScriptedDeployments.Shard(name, 0) with { Error = "the broker does not answer" }];
        await window.Expect("#shard-rows .error >> nth=0").ToHaveTextAsync("customers/0 does not consume: the broker does not answer");
    }

    [Fact]
    public async Task A_series_with_too_few_days_says_so_and_is_no_error()
    {
        await using var host = await ApiHost.Start();
        host.Deployments.OnForecast = (series, _, level) => new(series, "forecaster v1", level, [new(new DateOnly(2011, 12, 9), 3)], []);
        await using var window = await browser.Open(host.Http.BaseAddress!);
        await window.Expect("#forecaster-result .empty").ToHaveTextAsync("One day is complete; a forecast needs more.");
        window.IsClean();
    }

    [Fact]
    public async Task A_lost_connection_is_said_and_comes_back_by_itself()
    {
        var host = await ApiHost.Start();
        var address = host.Http.BaseAddress!;
        await using var window = await browser.Open(address);
        await window.Expect("#connection-text").ToHaveTextAsync("Live");
        await host.Stop();
        await host.DisposeAsync();
        await window.Expect("#connection-text").ToContainTextAsync("Connection lost, retrying");
        await using var again = await ApiHost.Start(url: address.GetLeftPart(UriPartial.Authority));
        await window.Expect("#connection-text").ToHaveTextAsync("Live");
    }

    [Fact]
    public async Task A_token_is_asked_for_until_it_is_right_and_then_sent()
    {
        await using var host = await ApiHost.Start("correct-horse-battery-staple");
        await using var window = await browser.Open(host.Http.BaseAddress!);
        await window.Expect("#token-dialog").ToBeVisibleAsync();
        await window["#token"].FillAsync("wrong");
        await window["#token"].PressAsync("Enter");
        await window.Expect("#token-error").ToHaveTextAsync("The server does not take this token.");
        await window["#token"].FillAsync("correct-horse-battery-staple");
        await window["#token"].PressAsync("Enter");
        await window.Expect("#connection-text").ToHaveTextAsync("Live");
        await window.Expect("#recommender-result .items li").ToHaveCountAsync(10);
        Assert.DoesNotContain("staple", window.Page.Url, StringComparison.Ordinal);
        Assert.Empty(window.RequestsElsewhere);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1360)]
    [InlineData(ColorScheme.Dark, 1360)]
    [InlineData(ColorScheme.Light, 360)]
    public async Task All_text_has_contrast_every_control_a_name_and_nothing_overflows(ColorScheme scheme, int width)
    {
        await using var host = await ApiHost.Start();
        host.Deployments.OnAlerts = _ => [Alert("a1", new string('w', 300))];
        host.Deployments.OnStatus = name => [ScriptedDeployments.Shard(name, 0) with { Error = "the broker does not answer" }];
        await using var window = await browser.Open(host.Http.BaseAddress!, scheme, width);
        await window.Expect("#recommender-result .items li").ToHaveCountAsync(10);
        await window.Expect("#anomalies-list .output").ToHaveCountAsync(1);
        Assert.Empty(await window.Page.EvaluateAsync<string[]>(FaintTexts));
        Assert.Empty(await window.Page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('button, input, a, [role=img], [tabindex]')].filter(e => !(e.labels?.length || e.textContent.trim() || e.getAttribute('aria-label') || e.getAttribute('aria-labelledby'))).map(e => e.outerHTML)"));
        Assert.True(await window.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "the page is wider than the window");
        window.IsClean();
    }

    [Fact]
    public async Task The_API_reference_works_without_anything_from_elsewhere()
    {
        await using var host = await ApiHost.Start();
        await using var window = await browser.Open(new Uri(host.Http.BaseAddress!, "/scalar/"));
        await Assertions.Expect(window.Page.GetByText("Recommendations for a user").First).ToBeVisibleAsync();
        window.IsClean();
    }

    /// <summary>Texts whose contrast with what is behind them is below 4.5, WCAG 2.2's level AA, success criterion 1.4.3.</summary>
    const string FaintTexts = """
        () => {
          const rgb = text => text.match(/[\d.]+/g).map(Number);
          const luminance = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
            .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
          const behind = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if ((c[3] ?? 1) > .99) return c; } return [255, 255, 255]; };
          const texts = [...document.querySelectorAll('body *')].filter(e => e.checkVisibility() && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()));
          const faint = texts.filter(e => {
            const style = getComputedStyle(e), svg = e instanceof SVGElement;
            const [a, b] = [luminance(rgb(svg ? style.fill : style.color)), luminance(behind(e))];
            return (Math.max(a, b) + .05) / (Math.min(a, b) + .05) < 4.5;
          });
          return texts.length < 60 ? [`only ${texts.length} texts`] : faint.map(e => e.outerHTML.slice(0, 120));
        }
        """;
}
