using System.CommandLine;

namespace DistributedML.Jobs.Cli;

/// <summary>Arguments and options that several commands share, so that they mean the same everywhere.</summary>
public static class CommonOptions
{
    /// <summary>The pipeline file.</summary>
    public static Argument<string> Pipeline() => new("pipeline")
    {
        Description = "The pipeline file (YAML). Left out: the Online Retail pipeline that comes with the program.",
        Arity = ArgumentArity.ZeroOrOne,
        DefaultValueFactory = _ => DefaultPipeline,
        HelpName = "PIPELINE",
    };

    /// <summary>The folder that holds tables, registry and stream state.</summary>
    public static Option<string> Work() => new("--work", "-w")
    {
        Description = "Work folder: tables, registry and stream state. One run at a time.",
        DefaultValueFactory = _ => "dml-work",
        HelpName = "DIR",
    };

    /// <summary>Asks for the result as JSON.</summary>
    public static Option<string?> Json() => new("--json")
    {
        Description = "Write the result as JSON, to FILE or, without FILE, to standard output.",
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "FILE",
    };

    /// <summary>The Kafka broker.</summary>
    public static Option<string?> Bootstrap() => new("--bootstrap", "-b")
    {
        Description = "Kafka broker, HOST:PORT. Left out: one started from KAFKA_HOME, else an embedded one.",
        HelpName = "HOST:PORT",
    };

    /// <summary>The pipeline that comes with the program.</summary>
    public static string DefaultPipeline => Path.Combine(AppContext.BaseDirectory, "pipelines", "online-retail.yaml");

    /// <summary>What <see cref="Json"/> was given.</summary>
    public static JsonOutput Output(this ParseResult result, Option<string?> option) =>
        new(result.GetResult(option) is { Implicit: false }, result.GetValue(option));
}
