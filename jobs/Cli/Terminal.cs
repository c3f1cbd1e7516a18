using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using DistributedML.Registry.Storage;
using Spectre.Console;

namespace DistributedML.Jobs.Cli;

/// <summary>
/// What the program says to people: progress and errors on standard error, results on standard output, so that they can be piped; or, with --json, the
/// result as JSON on standard output or in a file. On a terminal a stage shows a live bar; elsewhere a line at its start, a line every few seconds and a line at its end.
/// </summary>
public sealed class Terminal
{
    static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(5);
    const int UnfoldedWidth = 1000;
    readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
    readonly IAnsiConsole _results = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });

    /// <summary>On a pipe or in a file lines are not folded.</summary>
    public Terminal()
    {
        if (Console.IsErrorRedirected) _console.Profile.Width = UnfoldedWidth;
        if (Console.IsOutputRedirected) _results.Profile.Width = UnfoldedWidth;
    }

    /// <summary>Writes a line.</summary>
    public void Line(string text = "") => _console.WriteLine(text);

    /// <summary>Writes a result for people, a table, on standard output; numbers go to the right.</summary>
    public void Table(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Spectre.Console.Table().Border(TableBorder.Simple);
        var lines = rows.ToList();
        for (var column = 0; column < header.Count; column++)
        {
            var numeric = lines.Count > 0 && lines.All(line => double.TryParse(line[column], NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _));
            table.AddColumn(new TableColumn(new Text(header[column])) { Alignment = numeric ? Justify.Right : Justify.Left });
        }
        foreach (var line in lines) table.AddRow(line.Select(cell => new Text(cell)));
        _results.Write(table);
    }

    /// <summary>Writes an error in red.</summary>
    public void Error(string text) => _console.Write(new Text($"error: {text}{Environment.NewLine}", new Style(Color.Red)));

    /// <summary>Runs one stage of work with its progress; the summary is printed behind the stage's name and time.</summary>
    public async Task<T> Stage<T>(string name, Func<IProgress<StageProgress>, Task<T>> work, Func<T, string> summary)
    {
        var watch = Stopwatch.StartNew();
        var result = _console.Profile.Capabilities.Interactive && _console.Profile.Capabilities.Ansi
            ? await Live(name, work)
            : await Plain(name, work, watch);
        _console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-12} {watch.Elapsed.TotalSeconds,6:F1} s  {summary(result)}"));
        return result;
    }

    /// <summary>Writes a command's JSON result where <c>--json</c> says; nowhere when it was not given.</summary>
    public void Json(JsonOutput output, JsonNode json)
    {
        if (!output.Wanted) return;
        var text = json.ToJsonString(new() { WriteIndented = true });
        if (output.File is null) Console.Out.WriteLine(text);
        else WholeFile.Write(output.File, Encoding.UTF8.GetBytes(text + "\n"));
    }

    Task<T> Live<T>(string name, Func<IProgress<StageProgress>, Task<T>> work) =>
        _console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new SpinnerColumn())
            .StartAsync(context =>
            {
                var task = context.AddTask(Markup.Escape(name));
                task.IsIndeterminate = true;
                return work(new Reporter<StageProgress>(progress =>
                {
                    task.Description = Markup.Escape($"{name}: {progress.Text}");
                    if (progress.Fraction is not { } fraction) return;
                    task.IsIndeterminate = false;
                    task.Value = 100 * fraction;
                }));
            });

    Task<T> Plain<T>(string name, Func<IProgress<StageProgress>, Task<T>> work, Stopwatch watch)
    {
        _console.WriteLine($"{name} ...");
        var next = LineInterval;
        return work(new Reporter<StageProgress>(progress =>
        {
            if (watch.Elapsed < next) return;
            next = watch.Elapsed + LineInterval;
            var share = progress.Fraction is { } fraction ? string.Create(CultureInfo.InvariantCulture, $" {fraction:P0}") : "";
            _console.WriteLine($"  {name}: {progress.Text}{share}");
        }));
    }
}
