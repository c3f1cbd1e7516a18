using System.CommandLine;
using System.Diagnostics;
using DistributedML.Jobs.Cli;
using DistributedML.Jobs.Commands;

namespace DistributedML.Tests.Jobs.Commands;

/// <summary>What holds for every command: its help, and what it says of a wrong value.</summary>
public class CommandLineTests
{
    static readonly RootCommand Root = DmlCommand.Create(new Terminal());

    /// <summary>The words that lead to each command.</summary>
    public static TheoryData<string> Paths => [.. All(Root, "")];

    [Theory, MemberData(nameof(Paths))]
    public void Help_has_whole_sentences_and_no_path_of_the_machine(string path)
    {
        var command = Find(path);
        if (path.Length > 0) Assert.EndsWith(".", command.Description!.Split('\n', 2)[0].TrimEnd());
        using var help = new StringWriter();
        Root.Parse([.. Words(path), "--help"]).Invoke(new InvocationConfiguration { Output = help });
        Assert.Contains(command.Description!.Split('\n', 2)[0].TrimEnd(), help.ToString());
        Assert.DoesNotContain(AppContext.BaseDirectory, help.ToString());
    }

    [Theory, MemberData(nameof(Paths))]
    public void A_value_of_the_wrong_type_is_named_and_what_is_expected_without_a_type_of_NET(string path)
    {
        foreach (var option in Find(path).Options.Where(option => option.ValueType != typeof(string) && option.ValueType != typeof(string[]) && option.ValueType != typeof(bool)))
        {
            if (option.Action is not null) continue;   // --help and --version
            var message = Assert.Single(ParseErrors.Of(Root.Parse([.. Words(path), .. path == "etl" ? ["--stream", "--engine", "spark"] : Array.Empty<string>(), option.Name, "abc"])), error => error.Contains("abc", StringComparison.Ordinal));
            Assert.StartsWith($"{option.Name} abc: expected ", message);
            Assert.DoesNotContain("System.", message);
        }
    }

    [Theory]
    [InlineData("dml eval", "evaluate")]
    [InlineData("dml etl --fre", "--fresh")]
    [InlineData("dml train --engine sp", "spark")]
    [InlineData("dml completion ba", "bash")]
    public async Task The_script_of_a_shell_completes_words(string line, string expected)
    {
        using var script = await DmlProcess.Run("completion", "bash");
        Assert.Equal(0, script.ExitCode);
        var start = new ProcessStartInfo("bash", ["-c", $$"""
            dml() { dotnet "{{Path.Combine(AppContext.BaseDirectory, "dml.dll")}}" "$@"; }
            {{script.Output}}
            COMP_LINE=$1 COMP_POINT=${#1} COMP_WORDS=($1) COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _dml
            echo "${COMPREPLY[@]}"
            """, "complete", line]) { RedirectStandardOutput = true };
        using var shell = Process.Start(start)!;
        Assert.Equal(expected, (await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim());
    }

    [Fact]
    public async Task A_group_of_commands_alone_shows_its_help()
    {
        using var alone = await DmlProcess.Run();
        Assert.Equal(0, alone.ExitCode);
        Assert.Contains("demo", alone.Output);
        Assert.Empty(alone.Error);
        using var group = await DmlProcess.Run("models");
        Assert.Equal(0, group.ExitCode);
        Assert.Contains("rollback", group.Output);
    }

    [Theory]
    [InlineData("my.yaml", "name: x")]
    [InlineData("my.yml", "")]
    [InlineData("notes", "name: x")]
    public async Task A_result_is_not_written_over_a_pipeline_or_another_file_that_is_no_JSON(string name, string text)
    {
        using var work = new TemporaryWork();
        var file = Path.Combine(work.Path, name);
        File.WriteAllText(file, text);
        using var run = await DmlProcess.Run("train", "--json", file, "--work", work.Path);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"--json {file}: ", run.Error);
        Assert.Contains("name the pipeline before --json", run.Error);
        Assert.Equal(text, File.ReadAllText(file));
    }

    [Fact]
    public void A_result_may_replace_an_earlier_one()
    {
        using var work = new TemporaryWork();
        var file = Path.Combine(work.Path, "result");
        Assert.Empty(Root.Parse(["train", "p.yaml", "--json", file]).Errors);
        foreach (var text in new[] { "", "\n { }", "[]" })
        {
            File.WriteAllText(file, text);
            Assert.Empty(Root.Parse(["train", "p.yaml", "--json", file]).Errors);
        }
    }

    [Fact]
    public async Task An_event_is_read_from_a_file()
    {
        using var work = new TemporaryWork();
        var file = Path.Combine(work.Path, "event.json");
        File.WriteAllText(file, """{ "id": "x", "note": "two words" }""");
        using var run = await DmlProcess.Run("query", "score", $"@{file}", "--server", "http://127.0.0.1:9");
        Assert.Equal(4, run.ExitCode);
        Assert.Contains("no silo answers at http://127.0.0.1:9", run.Error);
    }

    static IEnumerable<string> All(Command command, string path) =>
        command.Subcommands.SelectMany(sub => All(sub, $"{path} {sub.Name}".Trim())).Prepend(path);

    static Command Find(string path) => Words(path).Aggregate((Command)Root, (command, word) => command.Subcommands.Single(sub => sub.Name == word));

    static string[] Words(string path) => path.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
