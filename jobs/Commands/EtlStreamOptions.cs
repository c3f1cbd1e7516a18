using System.CommandLine;
using DistributedML.Jobs.Cli;
using DistributedML.Jobs.Etl.Streaming;
using DistributedML.Jobs.Serving;
using DistributedML.Streams;

namespace DistributedML.Jobs.Commands;

/// <summary>The options of <c>dml etl --stream</c>.</summary>
sealed class EtlStreamOptions
{
    readonly Option<string?> _topic = new("--topic") { Description = "With --stream: the topic, or the pipeline's stream. Left out: that of the only stream.", HelpName = "TOPIC" };
    readonly Option<string?> _bootstrap = new("--bootstrap", "-b") { Description = "With --stream: Kafka broker. Left out: that of the silo that serves from the work folder.", HelpName = "HOST:PORT" };
    readonly Option<string?> _output = new("--output", "-o") { Description = "With --stream: folder of the tables and the checkpoint. Left out: WORK/streamed/TOPIC.", HelpName = "DIR" };
    readonly Option<bool> _availableNow = new("--available-now") { Description = "With --stream: end when the events are read that the topic holds at the start." };
    readonly Option<double> _trigger = new("--trigger") { Description = "With --stream: seconds from one batch to the next.", HelpName = "SECONDS", DefaultValueFactory = _ => 10 };
    readonly Option<long> _maxEvents = new("--max-events") { Description = "With --stream: about the most events of a batch.", HelpName = "N", DefaultValueFactory = _ => 1_000_000 };
    readonly Option<bool> _skipLost = new("--skip-lost") { Description = "With --stream: go on when the topic has lost events that were not read yet." };

    /// <summary>Whether to stream.</summary>
    public Option<bool> Stream { get; } = new("--stream") { Description = "Keep a Kafka topic flowing into checked tables instead of reading files; needs --engine spark." };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in All.Prepend(Stream)) command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(Stream)) return;
            foreach (var option in All.Where(option => result.GetResult(option) is { Implicit: false })) result.AddError($"{option.Name} is for --stream");
        });
        _trigger.Validators.Add(result => AtLeast(result, _trigger, 0.1));
        _maxEvents.Validators.Add(result => AtLeast(result, _maxEvents, 1));
    }

    /// <summary>What they say of a session.</summary>
    /// <exception cref="CommandException">There is no broker, or no topic.</exception>
    public StreamOptions Read(ParseResult result, Session session)
    {
        var topic = Topic(result.GetValue(_topic), session);
        return new()
        {
            Topic = topic,
            Kafka = result.GetValue(_bootstrap) is { } named
                ? KafkaConnection.Of(named, session.Pipeline.Kafka) : ServingEndpoint.Require(session.Work).Kafka(session.Pipeline),
            Output = Path.GetFullPath(result.GetValue(_output) ?? Path.Combine(session.Work, "streamed", topic)),
            AvailableNow = result.GetValue(_availableNow),
            Trigger = TimeSpan.FromSeconds(result.GetValue(_trigger)),
            MaxEvents = result.GetValue(_maxEvents),
            SkipLost = result.GetValue(_skipLost),
        };
    }

    IEnumerable<Option> All => [_topic, _bootstrap, _output, _availableNow, _trigger, _maxEvents, _skipLost];

    static string Topic(string? name, Session session)
    {
        var streams = session.Pipeline.Streams;
        if (name is not null) return streams.FirstOrDefault(stream => stream.Name == name)?.Topic ?? name;
        return streams.Count == 1 ? streams[0].Topic : throw new CommandException(
            $"pipeline {session.Pipeline.Name} has {(streams.Count == 0 ? "no streams" : $"the topics {string.Join(", ", streams.Select(stream => stream.Topic))}")}; name one with --topic", ExitCode.Usage);
    }

    static void AtLeast<T>(System.CommandLine.Parsing.OptionResult result, Option<T> option, T least) where T : IComparable<T>
    {
        try
        {
            if (result.GetValueOrDefault<T>() is { } value && value.CompareTo(least) < 0) result.AddError($"{option.Name} {value}: expected at least {least}");
        }
        catch (InvalidOperationException)
        {
            // It is no value of the type, which the parser says.
        }
    }
}
