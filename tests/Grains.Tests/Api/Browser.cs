using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace DistributedML.Tests.Grains.Api;

/// <summary>A Chromium of this machine, driven by Playwright's driver out of its package; nothing is downloaded.</summary>
public sealed class Browser : IAsyncDisposable
{
    const string Variable = "DML_CHROMIUM";

    static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    readonly SemaphoreSlim _starting = new(1);
    IPlaywright? _playwright;
    IBrowser? _browser;

    /// <summary>Opens an address in a window of its own; skips the test where there is no Chromium.</summary>
    internal async Task<Window> Open(Uri address, ColorScheme scheme = ColorScheme.Light, int width = 1360)
    {
        var executable = new[] { Environment.GetEnvironmentVariable(Variable), "/usr/bin/chromium" }.FirstOrDefault(File.Exists);
        Assert.SkipWhen(executable is null, $"no Chromium at {Variable} or /usr/bin/chromium");
        await _starting.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            _browser ??= await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = executable, Args = Arguments });
        }
        finally
        {
            _starting.Release();
        }
        var context = await _browser.NewContextAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        context.SetDefaultTimeout(15_000);
        var window = new Window(await context.NewPageAsync(), address);
        await window.Page.GotoAsync(address.ToString());
        return window;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        _starting.Dispose();
    }
}

/// <summary>A page that is watched for errors and for requests to other hosts.</summary>
sealed class Window : IAsyncDisposable
{
    public Window(IPage page, Uri address)
    {
        Page = page;
        page.Console += (_, message) => { if (message.Type is "error" or "warning") Complaints.Enqueue($"{message.Text} {message.Location}"); };
        page.PageError += (_, error) => Complaints.Enqueue(error);
        page.Dialog += (_, dialog) => Complaints.Enqueue($"dialog: {dialog.Message}");
        page.Request += (_, request) =>
        {
            var target = new Uri(request.Url);
            if (target.Scheme is not ("data" or "blob") && target.Authority != address.Authority) RequestsElsewhere.Enqueue(request.Url);
        };
    }

    public IPage Page { get; }
    public ConcurrentQueue<string> Complaints { get; } = new();
    public ConcurrentQueue<string> RequestsElsewhere { get; } = new();

    public ILocator this[string selector] => Page.Locator(selector);

    public ILocatorAssertions Expect(string selector) => Assertions.Expect(this[selector]);

    /// <summary>
    /// Waits until a condition on the page, a JavaScript expression, is true. Asks from outside again and again: the page's security policy
    /// does not let a script of its own evaluate texts.
    /// </summary>
    public async Task Until(string condition)
    {
        for (var left = 150; !await Page.EvaluateAsync<bool>(condition); left--)
        {
            Assert.True(left > 0, $"not true within 15 s: {condition}");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    public void IsClean()
    {
        Assert.Empty(Complaints);
        Assert.Empty(RequestsElsewhere);
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
