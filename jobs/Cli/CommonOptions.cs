using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using DistributedML.Numerics;

namespace DistributedML.Jobs.Cli;

/// <summary>Arguments and options that several commands share, so that they mean the same everywhere.</summary>
public static class CommonOptions
{
    /// <summary>Values of <see cref="Engine"/>.</summary>
    public const string LocalEngine = "local", SparkEngine = "spark";

    const string DayFormat = "YYYY-MM-DD";

    /// <summary>The pipeline file.</summary>
    public static Argument<string?> Pipeline()
    {
        var argument = new Argument<string?>("pipeline")
        {
            Description = "The pipeline file (YAML). Left out: the Online Retail pipeline that comes with the program, unless the work folder is another pipeline's.",
            Arity = ArgumentArity.ZeroOrOne,
            HelpName = "PIPELINE",
        };
        argument.Validators.Add(result =>   // a misspelt option would be taken for the file
        {
            if (result.Tokens is [{ Value: ['-', '-', ..] word }] && result.Parent is CommandResult { Command: var command })
                result.AddError($"Unrecognized option '{word}'{NearName.Hint(word, command.Options.Select(option => option.Name))}");
        });
        return argument;
    }

    /// <summary>The folder that holds tables, registry and stream state.</summary>
    public static Option<string> Work() => new("--work", "-w")
    {
        Description = "Work folder: tables, registry and stream state. One run at a time.",
        DefaultValueFactory = _ => "dml-work",
        HelpName = "DIR",
    };

    /// <summary>The engine that batch work runs on.</summary>
    public static Option<string> Engine()
    {
        var option = new Option<string>("--engine")
        {
            Description = "Where batch work runs: 'local' (DuckDB and threads) or 'spark'.",
            DefaultValueFactory = _ => LocalEngine,
            HelpName = "local|spark",
        };
        option.AcceptOnlyFromAmong(LocalEngine, SparkEngine);
        return option;
    }

    /// <summary>The Spark server.</summary>
    public static Option<string?> Remote() => new("--remote")
    {
        Description = "Spark Connect server for --engine spark. Left out: SPARK_REMOTE, else one started with SPARK_HOME.",
        HelpName = "sc://HOST:PORT",
    };

    /// <summary>Asks for the result as JSON.</summary>
    public static Option<string?> Json()
    {
        var option = new Option<string?>("--json")
        {
            Description = "Write the result as JSON, to FILE or, without FILE, to standard output.",
            Arity = ArgumentArity.ZeroOrOne,
            HelpName = "FILE",
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var file] && JsonOutput.Refusal(file.Value) is { } refusal) result.AddError($"--json {file.Value}: {refusal}");
        });
        return option;
    }

    /// <summary>A day, written as the program's messages and help write it, wherever it runs.</summary>
    public static Option<DateOnly?> Day(string name, string description) => new(name)
    {
        Description = description,
        HelpName = DayFormat,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
            result.AddError($"{name} {text}: expected {DayFormat}");
            return null;
        },
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
