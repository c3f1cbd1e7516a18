using System.Net;
using System.Net.Sockets;

namespace DistributedML.Tests.Jobs.Commands;

public class BadInputTests
{
    [Theory]
    [InlineData(2, "Unrecognized command or argument 'trian'; did you mean 'train'?", "trian")]
    [InlineData(2, "Unrecognized option '--modle'; did you mean '--model'?", "train", "--modle", "demand")]
    [InlineData(2, "--horizon abc: expected a number", "query", "forecast", "x", "--horizon", "abc")]
    [InlineData(3, "no-such-event.json: no such file", "query", "score", "@no-such-event.json")]
    [InlineData(3, "missing.yaml", "train", "missing.yaml")]
    [InlineData(3, "no-such-folder", "etl", "--data", "no-such-folder")]
    [InlineData(3, "no table of pipeline online-retail is published", "train")]
    [InlineData(3, "there is no registry", "models", "list")]
    [InlineData(4, "no silo answers at http://127.0.0.1:9", "query", "alerts", "--server", "http://127.0.0.1:9")]
    [InlineData(3, "Lines is 5; expected at least 10000", "demo", "--lines", "5", "--exit")]
    public async Task A_wrong_command_says_what_is_wrong_and_has_its_exit_code(int exitCode, string message, params string[] arguments)
    {
        using var work = new TemporaryWork();
        using var process = await DmlProcess.Run(arguments[0] is "trian" or "query" ? arguments : [.. arguments, "--work", Path.Combine(work.Path, "work")]);
        Assert.True(process.ExitCode == exitCode, $"ended with {process.ExitCode}:\n{process.Error}");
        Assert.Contains(message, process.Error);
        Assert.DoesNotContain("   at ", process.Error);
    }

    [Fact]
    public async Task Two_runs_at_once_on_one_folder_are_refused_and_the_first_is_not_disturbed()
    {
        using var work = new TemporaryWork();
        using var first = DmlProcess.Start(work.Demo());
        await first.Says("etl ...");
        using var second = await DmlProcess.Run("etl", "--data", work.Path, "--work", work.Path);
        Assert.Equal(5, second.ExitCode);
        Assert.Contains($"in use by process {first.Id}", second.Error);
        Assert.True(await first.Ended() == 0, first.Error);
    }

    [Fact]
    public async Task A_port_that_is_taken_and_a_broker_that_does_not_answer_are_named()
    {
        using var work = new TemporaryWork();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        using var listening = await DmlProcess.Run("serve", "--listen", $"http://127.0.0.1:{port}", "--work", work.Path);
        Assert.Equal(4, listening.ExitCode);
        Assert.Contains($"{port}", listening.Error);
        Assert.Contains("taken", listening.Error);

        using var lonely = await DmlProcess.Run("serve", "--bootstrap", "127.0.0.1:9", "--listen", "http://127.0.0.1:0", "--work", work.Path);
        Assert.Equal(4, lonely.ExitCode);
        Assert.Contains("127.0.0.1:9", lonely.Error);
        Assert.DoesNotContain("   at ", lonely.Error);
    }

    [Fact]
    public async Task An_address_that_others_reach_is_refused_without_a_token()
    {
        using var work = new TemporaryWork();
        using var open = await DmlProcess.Run("serve", "--listen", "http://0.0.0.0:0", "--work", work.Path);
        Assert.Equal(3, open.ExitCode);
        Assert.Contains("DML_API_TOKEN", open.Error);
    }
}
